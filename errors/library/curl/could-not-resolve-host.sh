# needs: curl python3
# version: curl --version
setup() {
  python3 -m http.server 18706 --bind 127.0.0.1 > server.log 2>&1 & echo $! > server.pid
  curl -sS -o /dev/null --retry 20 --retry-connrefused --retry-delay 1 http://127.0.0.1:18706/
}
reproduce() { curl -sS -o page http://app.invalid:18706/; }
fix() { echo 'resolve = "app.invalid:18706:127.0.0.1"' > .curlrc; }
teardown() { kill "$(cat server.pid)"; }
