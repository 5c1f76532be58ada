# needs: node
# version: node --version
setup() {
  mkdir -p node_modules/paint
  echo '{"name":"paint","version":"5.0.0","type":"module","exports":"./index.js"}' > node_modules/paint/package.json
  echo 'export default (text) => `<${text}>`' > node_modules/paint/index.js
  echo 'const paint = require("paint"); console.log(paint("ok"))' > app.js
}
# the flag makes a current Node.js behave like 18
reproduce() { node --no-experimental-require-module app.js; }
fix() { echo 'import("paint").then(({ default: paint }) => console.log(paint("ok")))' > app.js; }
