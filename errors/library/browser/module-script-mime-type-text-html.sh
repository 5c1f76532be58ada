# needs: chromium curl node
# version: chromium --version 2>/dev/null
setup() {
  cat > server.js <<'J'
const http = require('http'), fs = require('fs');
http.createServer((q, r) => {
  const script = q.url === (fs.existsSync('based') ? '/assets/app.js' : '/shop/assets/app.js');
  r.setHeader('content-type', script ? 'text/javascript' : 'text/html');
  r.end(script ? "console.log('APP STARTED')" : '<!doctype html><script type="module" src="/assets/app.js"></script>');
}).listen(18476);
J
  node server.js >/dev/null 2>&1 & echo $! > pid
  for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -o /dev/null http://localhost:18476 && break; sleep 0.3; done
}
reproduce() {
  timeout 15 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$HOME/profile" --enable-logging=stderr --timeout=3000 --dump-dom http://localhost:18476/ 2>&1 | grep CONSOLE | tee console.txt
  grep -q 'APP STARTED' console.txt
}
fix() { touch based; }
teardown() { kill "$(cat pid)"; }
