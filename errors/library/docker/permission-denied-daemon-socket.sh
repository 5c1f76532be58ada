# needs: docker python3
# version: docker --version
# A stand-in for the engine answers on two sockets: one this user may not write to, one of its own.
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
    mkdir -p system own
    python3 engine.py system/docker.sock > system.log 2>&1 & echo $! > pids
    python3 engine.py own/docker.sock > own.log 2>&1 & echo $! >> pids
    for _ in $(seq 50); do [ -S system/docker.sock ] && [ -S own/docker.sock ] && break; sleep 0.1; done
    chmod 000 system/docker.sock
    docker context create system --docker "host=unix://$HOME/system/docker.sock"
    docker context create rootless --docker "host=unix://$HOME/own/docker.sock"
    docker context use system
}
reproduce() { docker ps; }
fix() { docker context use rootless; }
teardown() { xargs kill < pids; }
