# needs: tsc
# version: tsc --version
setup() {
  mkdir -p node_modules/leftpad src
  echo '{"name":"leftpad","version":"1.0.0","main":"index.js"}' > node_modules/leftpad/package.json
  echo 'module.exports = text => text' > node_modules/leftpad/index.js
  echo "import pad from 'leftpad'; export const padded = pad('a')" > src/main.ts
  echo '{"compilerOptions":{"strict":true,"noEmit":true,"module":"esnext","moduleResolution":"bundler","esModuleInterop":true},"include":["src"]}' > tsconfig.json
}
reproduce() { tsc -p .; }
fix() { echo "declare module 'leftpad' { export default function pad(text: string): string }" > src/leftpad.d.ts; }
