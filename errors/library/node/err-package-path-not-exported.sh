# needs: node
# version: node --version
setup() {
  mkdir -p node_modules/paint/lib
  echo '{"name":"paint","version":"2.0.0","exports":{".":"./lib/index.js","./mix":"./lib/mix.js"}}' > node_modules/paint/package.json
  echo 'module.exports = "mix"' > node_modules/paint/lib/mix.js
  echo 'console.log(require("paint/lib/mix.js"))' > app.js
}
reproduce() { node app.js; }
fix() { sed -i 's#paint/lib/mix.js#paint/mix#' app.js; }
