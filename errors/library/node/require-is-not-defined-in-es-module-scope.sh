# needs: node
# version: node --version
setup() {
  echo '{"name":"my-app","version":"1.0.0","type":"module"}' > package.json
  echo 'const fs = require("fs"); console.log(typeof fs.readFile)' > app.js
}
reproduce() { node app.js; }
fix() { sed -i 's/const fs = require("fs")/import fs from "node:fs"/' app.js; }
