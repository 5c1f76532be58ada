# needs: curl python3
# version: curl --version
reproduce() { curl -sS -o page http://127.0.0.1:18707/; }
fix() {
  python3 -m http.server 18707 --bind 127.0.0.1 > server.log 2>&1 & echo $! > server.pid
  curl -sS -o /dev/null --retry 20 --retry-connrefused --retry-delay 1 http://127.0.0.1:18707/
}
teardown() { kill "$(cat server.pid)"; }
