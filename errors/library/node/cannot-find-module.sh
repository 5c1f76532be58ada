# needs: node
# version: node --version
setup() {
  mkdir lib
  echo 'module.exports = "ok"' > lib/helper.js
  echo 'console.log(require("./lib/Helper"))' > app.js
}
reproduce() { node app.js; }
fix() { sed -i 's#./lib/Helper#./lib/helper#' app.js; }
