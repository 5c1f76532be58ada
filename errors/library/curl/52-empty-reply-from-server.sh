# needs: curl python3
# version: curl --version
# A server whose handler dies of an exception answers nothing at all.
setup() {
  cat > server.py <<'PY'
import http.server

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = open("page.txt", "rb").read()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

http.server.HTTPServer(("127.0.0.1", 18752), Handler).serve_forever()
PY
  python3 server.py > server.log 2>&1 & echo $! > server.pid
  sleep 1
}
reproduce() { curl -sS http://127.0.0.1:18752/; }
fix() { grep FileNotFoundError server.log; echo ok > page.txt; }
teardown() { kill "$(cat server.pid)"; }
