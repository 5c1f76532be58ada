# needs: node
# version: node --version
setup() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })' > port
  echo 'require("http").get("http://127.0.0.1:" + process.argv[2], r => { console.log(r.statusCode); process.exit() })' > client.js
}
reproduce() { node client.js "$(cat port)"; }
fix() {
  node -e 'require("http").createServer((q, r) => r.end("ok")).listen(Number(process.argv[1]), "127.0.0.1")' "$(cat port)" > /dev/null 2>&1 &
  echo $! > pid
  sleep 0.5
}
teardown() { kill "$(cat pid)"; }
