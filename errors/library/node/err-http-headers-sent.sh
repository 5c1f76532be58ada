# needs: node
# version: node --version
setup() {
  cat > app.js <<"R"
const http = require("http");
const server = http.createServer((req, res) => {
  const send = (status, text) => { res.setHeader("x-status", status); res.statusCode = status; res.end(text); };
  if (req.url === "/missing") send(404, "not found");
  send(200, "ok");
}).listen(0, "127.0.0.1", () => {
  http.get({ port: server.address().port, host: "127.0.0.1", path: "/missing" }, (r) => { console.log(r.statusCode); setTimeout(() => process.exit(), 200); });
});
R
}
reproduce() { node app.js; }
fix() { sed -i 's/send(404, "not found")/return send(404, "not found")/' app.js; }
