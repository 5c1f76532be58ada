# needs: redis-server redis-cli
# version: redis-server --version
port=28461

reproduce() { redis-cli -p "$port" ping; }

fix() {
  redis-server --port "$port" --bind 127.0.0.1 --dir "$HOME" --daemonize yes
  for _ in $(seq 50); do redis-cli -p "$port" ping >/dev/null 2>&1 && break; sleep 0.1; done
}

teardown() { redis-cli -p "$port" shutdown nosave; }
