# needs: python3
# version: python3 --version
# A server that answers after two seconds, and a client with a time-out of one; the time-out is raised. requests is the copy inside pip.
setup() {
  python3 -m venv env
  cat > server.py <<'PY'
import http.server, time


class Slow(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(2)
        self.send_response(200)
        self.end_headers()


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow)
open("port", "w").write(str(server.server_port))
server.serve_forever()
PY
  python3 server.py > server.log 2>&1 &
  echo $! > pid
  for _ in $(seq 50); do [ -s port ] && break; sleep 0.1; done
  echo 1 > timeout
}
reproduce() { env/bin/python -c "from pip._vendor import requests; print(requests.get('http://127.0.0.1:$(cat port)/', timeout=$(cat timeout)).status_code)"; }
fix() { echo 10 > timeout; }
teardown() { kill "$(cat pid)"; }
