# needs: node
# version: node --version
setup() {
  echo 'const s = require("http").createServer(); s.listen(Number(process.env.PORT), "127.0.0.1", () => process.argv[2] ? console.log("kept") : s.close())' > server.js
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })' > port
  PORT=$(cat port) node server.js keep > kept 2>&1 &
  echo $! > pid
  for i in $(seq 50); do [ -s kept ] && break; sleep 0.1; done
}
reproduce() { PORT=$(cat port) node server.js; }
fix() { kill "$(cat pid)"; sleep 0.3; }
teardown() { kill "$(cat pid)"; }
