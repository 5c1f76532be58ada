# needs: python3
# version: python3 --version
# A name that does not exist cannot be resolved; the address is corrected.
setup() {
  mkdir site
  cat > server.py <<'PY'
import functools, http.server

handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory="site")
server = http.server.HTTPServer(("127.0.0.1", 0), handler)
open("port", "w").write(str(server.server_port))
server.serve_forever()
PY
  python3 server.py > server.log 2>&1 &
  echo $! > pid
  for _ in $(seq 50); do [ -s port ] && break; sleep 0.1; done
  echo api.invalid > host
}
reproduce() { python3 -c "import urllib.request; print(urllib.request.urlopen('http://$(cat host):$(cat port)/').status)"; }
fix() { echo localhost > host; }
teardown() { kill "$(cat pid)"; }
