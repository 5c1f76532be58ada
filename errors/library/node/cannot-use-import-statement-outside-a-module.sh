# needs: node
# version: node --version
setup() {
  echo '{"name":"my-app","version":"1.0.0","type":"commonjs"}' > package.json
  echo 'import fs from "fs"; console.log(typeof fs.readFile)' > app.js
}
reproduce() { node app.js; }
fix() { echo '{"name":"my-app","version":"1.0.0","type":"module"}' > package.json; }
