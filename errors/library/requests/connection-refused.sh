# needs: python3
# version: python3 --version
# Nothing listens on the port; the service is started.
setup() { python3 -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])" > port; }
reproduce() { python3 -c "import urllib.request; print(urllib.request.urlopen('http://127.0.0.1:$(cat port)/').status)"; }
fix() {
  mkdir -p site
  python3 -m http.server --bind 127.0.0.1 --directory site "$(cat port)" > server.log 2>&1 &
  echo $! > pid
  for _ in $(seq 50); do python3 -c "import socket; socket.create_connection(('127.0.0.1', $(cat port)))" 2>/dev/null && break; sleep 0.1; done
}
teardown() { kill "$(cat pid)"; }
