# needs: git python3 curl
# version: git --version
# A small HTTP server in front of git http-backend that, like old proxies, refuses chunked uploads with 411.
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com; git config --global init.defaultBranch main
  git init -q --bare hub.git; git -C hub.git config http.receivepack true
  git init -q app; cd app; head -c 2000000 /dev/urandom > blob; git add .; git commit -qm big
  git remote add origin http://127.0.0.1:18701/hub.git; cd ..
  cat > server.py <<'PY'
import http.server, os, subprocess

class Git(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_): pass

    def do_GET(self): self.answer()

    def do_POST(self): self.answer()

    def answer(self):
        if self.headers.get("Transfer-Encoding"):
            self.send_response(411); self.send_header("Content-Length", "0"); self.send_header("Connection", "close")
            self.end_headers(); self.drain(); self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, _, query = self.path.partition("?")
        env = dict(os.environ, GIT_PROJECT_ROOT=os.getcwd(), GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path, QUERY_STRING=query,
                   REQUEST_METHOD=self.command, CONTENT_TYPE=self.headers.get("Content-Type", ""), REMOTE_ADDR="127.0.0.1",
                   CONTENT_LENGTH=str(len(body)), REMOTE_USER="alice", HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""))
        out = subprocess.run(["git", "http-backend"], input=body, stdout=subprocess.PIPE, env=env).stdout
        head, _, body = out.partition(b"\r\n\r\n")
        self.send_response(200)
        for line in head.decode().split("\r\n"):
            self.send_header(*line.split(": ", 1))
        self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)

    def drain(self):
        while size := int(self.rfile.readline(), 16):
            self.rfile.read(size + 2)
        self.rfile.readline()

http.server.ThreadingHTTPServer(("127.0.0.1", 18701), Git).serve_forever()
PY
  python3 server.py > server.log 2>&1 & echo $! > server.pid
  for _ in $(seq 50); do curl -s -o /dev/null 'http://127.0.0.1:18701/hub.git/info/refs?service=git-upload-pack' && break; sleep 0.1; done
}
reproduce() { git -C app push origin main; }
fix() { git config --global http.postBuffer 20971520; }
teardown() { kill "$(cat server.pid)"; }
