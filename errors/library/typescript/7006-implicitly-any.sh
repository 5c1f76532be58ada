# needs: tsc
# version: tsc --version
setup() { echo 'export function greet(name) { return `Hello ${name}` }' > main.ts; }
reproduce() { tsc --noEmit --strict main.ts; }
fix() { sed -i 's/(name)/(name: string)/' main.ts; }
