# needs: node
# version: node --version
setup() {
  mkdir lib
  echo '{"type":"module"}' > package.json
  echo 'export default "ok"' > lib/helper.js
  echo 'import helper from "./lib/helper"; console.log(helper)' > app.js
}
reproduce() { node app.js; }
fix() { sed -i 's#./lib/helper#./lib/helper.js#' app.js; }
