# needs: python3
# version: python3 --version
# A server that closes the first connection without an answer; the client tries once more.
setup() {
  cat > server.py <<'PY'
import http.server, os


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if not os.path.exists("again"):
            self.close_connection = True
            return
        if not os.path.exists("dropped"):
            open("dropped", "w").close()
            self.close_connection = True
            return
        self.send_response(200)
        self.end_headers()


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
open("port", "w").write(str(server.server_port))
server.serve_forever()
PY
  python3 server.py > server.log 2>&1 &
  echo $! > pid
  for _ in $(seq 50); do [ -s port ] && break; sleep 0.1; done
  cat > client.py <<'PY'
import http.client, os, sys, urllib.request

attempts = int(sys.argv[1])
url = "http://127.0.0.1:" + open("port").read() + "/"
for attempt in range(attempts):
    try:
        print(urllib.request.urlopen(url, timeout=5).status)
        break
    except http.client.RemoteDisconnected:
        if attempt + 1 == attempts:
            raise
PY
  echo 1 > attempts
}
reproduce() { python3 client.py "$(cat attempts)"; }
fix() { touch again; echo 3 > attempts; }
teardown() { kill "$(cat pid)"; }
