# needs: node
# version: node --version
setup() { echo 'const a = []; for (let i = 0; i < 1500000; i++) a.push({ i }); console.log(a.length)' > build.js; }
reproduce() { node --max-old-space-size="$(cat limit 2>/dev/null || echo 20)" build.js; }
fix() { echo 300 > limit; }
