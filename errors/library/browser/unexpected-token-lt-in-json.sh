# needs: curl node
# version: node --version
setup() {
  cat > server.js <<'J'
require('http').createServer((q, r) => {
  const api = q.url === '/api/orders';
  r.setHeader('content-type', api ? 'application/json' : 'text/html');
  r.end(api ? '{"items":[]}' : '<!DOCTYPE html><title>Shop</title>');
}).listen(18473);
J
  node server.js >/dev/null 2>&1 & echo $! > pid
  for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -o /dev/null http://127.0.0.1:18473 && break; sleep 0.3; done
  echo "fetch('http://127.0.0.1:18473/ap/orders').then(r => r.json()).then(console.log)" > client.js
}
reproduce() { node client.js; }
fix() { sed -i 's,/ap/orders,/api/orders,' client.js; }
teardown() { kill "$(cat pid)"; }
