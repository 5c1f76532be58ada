# needs: docker python3
# version: docker --version
setup() {
    cat > registry.py <<'PY'
import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.headers.get("Authorization")
        self.send_response(200 if known else 401)
        if not known:
            self.send_header("WWW-Authenticate", 'Basic realm="registry"')
        self.send_header("Content-Length", "0")
        self.end_headers()


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
open("port", "w").write(str(server.server_address[1]))
server.serve_forever()
PY
    python3 registry.py > registry.log 2>&1 &
    echo $! > registry.pid
    for _ in $(seq 50); do [ -s port ] && break; sleep 0.1; done
    mkdir -p .docker bin
    ln -s "$(command -v docker)" bin/docker    # alone on PATH: no helper that happens to be installed here
    echo '{"credsStore": "desktop"}' > .docker/config.json
}
reproduce() {
    echo secret | PATH="$HOME/bin" DOCKER_HOST=unix:///nonexistent.sock docker login -u ana --password-stdin "127.0.0.1:$(<port)"
}
fix() {
    cp ~/.docker/config.json ~/.docker/config.json.bak
    python3 -c 'import json,os; p=os.path.expanduser("~/.docker/config.json"); d=json.load(open(p)); d.pop("credsStore",None); json.dump(d,open(p,"w"),indent=2)'
}
teardown() { kill "$(cat registry.pid)"; }
