# needs: node curl
# version: curl --version | head -1
setup() {
  cat > app.js <<'J'
const http = require('http'), fs = require('fs');
http.createServer((q, r) => {
  const scheme = q.headers['x-forwarded-proto'] || 'http';
  if (scheme !== 'https') { r.writeHead(301, { location: 'http://127.0.0.1:18475/' }); return r.end(); }
  r.end('shop\n');
}).listen(18474, '127.0.0.1');
http.createServer((q, r) => {   // stands for the proxy that ends TLS
  const headers = fs.existsSync('forward') ? { 'x-forwarded-proto': 'https' } : {};
  http.get({ host: '127.0.0.1', port: 18474, headers }, a => { r.writeHead(a.statusCode, a.headers); a.pipe(r); });
}).listen(18475, '127.0.0.1');
J
  node app.js >/dev/null 2>&1 & echo $! > pid
  for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -o /dev/null http://127.0.0.1:18475 && break; sleep 0.3; done
}
reproduce() { curl -sSL -o /dev/null http://127.0.0.1:18475/; }
fix() { touch forward; }
teardown() { kill "$(cat pid)"; }
