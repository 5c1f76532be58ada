# needs: tsc
# version: tsc --version
setup() { printf '%s\n' 'declare const env: { URL?: string }' 'declare function connect(url: string): void' 'connect(env.URL)' > main.ts; }
reproduce() { tsc --noEmit --strict main.ts; }
fix() { sed -i "s/^connect(env.URL)/if (!env.URL) throw new Error('URL is not set')\nconnect(env.URL)/" main.ts; }
