# needs: chromium curl node
# version: chromium --version 2>/dev/null
setup() {
  cat > api.js <<'J'
const http = require('http'), fs = require('fs');
http.createServer((q, r) => { r.setHeader('content-type', 'text/html'); r.end("<script>fetch('http://localhost:18472/orders', {method: 'PUT'}).then(r => r.text()).then(t => console.log('READ ' + t))</script>"); }).listen(18471);
http.createServer((q, r) => { r.setHeader('access-control-allow-origin', 'http://localhost:18471'); if (q.method === 'OPTIONS') { r.statusCode = fs.existsSync('cors') ? 204 : 405; r.setHeader('access-control-allow-methods', 'PUT'); } r.end('orders'); }).listen(18472);
J
  node api.js >/dev/null 2>&1 & echo $! > pid
  for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -o /dev/null http://localhost:18472 && break; sleep 0.3; done
}
reproduce() {
  timeout 15 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$HOME/profile" --enable-logging=stderr --timeout=3000 --dump-dom http://localhost:18471/ 2>&1 | grep CONSOLE | tee console.txt
  grep -q 'READ orders' console.txt
}
fix() { touch cors; }
teardown() { kill "$(cat pid)"; }
