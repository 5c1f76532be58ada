# needs: node
# version: node --version
setup() {
  cat > app.js <<"R"
async function save() { throw "disk is full"; }
async function main() { save(); }
main().catch((error) => console.error("not saved:", error));
setTimeout(() => console.log("still here"), 50);
R
}
reproduce() { node app.js; }
fix() { sed -i 's/{ save(); }/{ await save(); }/' app.js; }
