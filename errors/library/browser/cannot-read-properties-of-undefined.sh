# needs: node
# version: node --version
setup() { printf '%s\n' 'const load = async () => ({ items: [1, 2] });' 'async function main() {' '  const data = load();' '  console.log(data.items.map(each => each * 2));' '}' 'main();' > app.js; }
reproduce() { node app.js; }
fix() { sed -i 's/const data = load/const data = await load/' app.js; }
