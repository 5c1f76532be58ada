# needs: git python3 setsid
# version: git --version
setup() {
  git init -q --bare -b main srv/app.git
  git -C srv/app.git config http.receivepack true
  cat > server.py <<'P'
import base64, http.server, os, subprocess
class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args): pass
    def do_GET(self):
        secret = base64.b64decode(self.headers.get("Authorization", "")[6:] or "").decode().partition(":")[2]
        if secret != "s3cret":
            self.send_response(401); self.send_header("WWW-Authenticate", 'Basic realm="proof"')
            self.send_header("Content-Length", "0"); self.end_headers(); return
        path, _, query = self.path.partition("?")
        env = dict(os.environ, GIT_PROJECT_ROOT=os.path.abspath("srv"), GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path,
                   QUERY_STRING=query, REQUEST_METHOD="GET", REMOTE_USER="x")
        head, _, body = subprocess.run(["git", "http-backend"], env=env, capture_output=True).stdout.partition(b"\r\n\r\n")
        self.send_response(200)
        for line in head.decode().split("\r\n"): self.send_header(*line.split(": ", 1))
        self.end_headers(); self.wfile.write(body)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
open("port", "w").write(str(server.server_port))
server.serve_forever()
P
  python3 server.py >/dev/null 2>&1 & echo $! > pid
  for i in $(seq 50); do test -s port && break; sleep 0.1; done
}
reproduce() { GIT_TOKEN=s3cret setsid -w git ls-remote "http://127.0.0.1:$(cat port)/app.git" </dev/null; }
fix() { git config --global "credential.http://127.0.0.1:$(cat port).helper" '!f() { test "$1" = get && echo username=x-access-token && echo "password=$GIT_TOKEN"; }; f'; }
teardown() { kill "$(cat pid)"; }
