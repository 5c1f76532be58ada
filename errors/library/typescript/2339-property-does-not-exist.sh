# needs: tsc
# version: tsc --version
setup() { printf '%s\n' "type V = { kind: 'a'; x: number } | { kind: 'b'; y: number }" 'export const x = (v: V) => v.x' > main.ts; }
reproduce() { tsc --noEmit --strict main.ts; }
fix() { sed -i "s/=> v.x/=> v.kind === 'a' ? v.x : v.y/" main.ts; }
