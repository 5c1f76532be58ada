# needs: tsc
# version: tsc --version
setup() {
  mkdir -p src/lib
  echo 'export const util = 1' > src/lib/util.ts
  echo "import { util } from '@/lib/util'; export const double = util * 2" > src/main.ts
  echo '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler","noEmit":true}}' > tsconfig.json
}
reproduce() { tsc -p .; }
fix() { echo '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler","noEmit":true,"paths":{"@/*":["./src/*"]}}}' > tsconfig.json; }
