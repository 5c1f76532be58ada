# needs: docker python3
# version: docker --version
# A stand-in for the engine answers on one socket; the selected context names a socket that nobody serves.
setup() {
    cat > engine.py <<'PY'
import http.server
import socketserver
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def address_string(self):
        return "unix socket"

    def answer(self):
        body = b"OK" if self.path.endswith("_ping") else b"[]"
        self.send_response(200)
        self.send_header("Api-Version", "1.41")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_GET = do_HEAD = answer


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


Server(sys.argv[1], Handler).serve_forever()
PY
    python3 engine.py engine.sock > engine.log 2>&1 & echo $! > pids
    for _ in $(seq 50); do [ -S engine.sock ] && break; sleep 0.1; done
    docker context create engine --docker "host=unix://$HOME/engine.sock"
    docker context create desktop-linux --docker "host=unix://$HOME/.docker/desktop/docker.sock"
    docker context use desktop-linux
}
reproduce() { docker ps; }
fix() { docker context use engine; }
teardown() { xargs kill < pids; }
