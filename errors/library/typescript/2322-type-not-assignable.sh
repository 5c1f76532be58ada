# needs: tsc
# version: tsc --version
setup() { printf '%s\n' 'declare const env: { PORT?: string }' 'export const port: string = env.PORT' > main.ts; }
reproduce() { tsc --noEmit --strict main.ts; }
fix() { sed -i "s/env.PORT$/env.PORT ?? '3000'/" main.ts; }
