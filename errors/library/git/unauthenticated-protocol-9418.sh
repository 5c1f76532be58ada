# needs: git python3
# version: git --version
# Answers like GitHub's port 9418 did; the fix sends the same address to another transport.
setup() {
  git init -q --bare app.git
  cat > server.py <<'PY'
import socketserver

ANSWER = b"""ERR \n  The unauthenticated git protocol on port 9418 is no longer supported.
Please see https://github.blog/2021-09-01-improving-git-protocol-security-github/ for more information."""

class Refuse(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.recv(4096)
        self.request.sendall(b"%04x" % (len(ANSWER) + 4) + ANSWER)

socketserver.TCPServer.allow_reuse_address = True
socketserver.TCPServer(("127.0.0.1", 19418), Refuse).serve_forever()
PY
  python3 server.py > server.log 2>&1 & echo $! > server.pid
  sleep 1
}
reproduce() { git ls-remote git://127.0.0.1:19418/app.git; }
fix() { git config --global url."file://$HOME/".insteadOf git://127.0.0.1:19418/; }
teardown() { kill "$(cat server.pid)"; }
