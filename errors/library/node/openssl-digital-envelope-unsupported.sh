# needs: node
# version: node -p "process.version + ' with OpenSSL ' + process.versions.openssl"
setup() { echo 'const { createHash } = require("crypto"); console.log(createHash("md4").update("module").digest("hex"))' > hash.js; }
reproduce() { node hash.js; }
fix() { sed -i 's/"md4"/"sha256"/' hash.js; }
