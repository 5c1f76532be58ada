# needs: node
# version: node --version
setup() {
  echo hello > data.txt
  cat > read.js <<"R"
const { readFile } = require("fs/promises");
Promise.all(Array.from({ length: 2000 }, () => readFile("data.txt"))).then(() => console.log("ok"));
R
}
reproduce() { ( ulimit -n 100; node read.js ); }
fix() {
  cat > read.js <<"R"
const { readFile } = require("fs/promises");
(async () => {
  for (let i = 0; i < 2000; i += 50) await Promise.all(Array.from({ length: 50 }, () => readFile("data.txt")));
  console.log("ok");
})();
R
}
