# needs: redis-server redis-cli
# version: redis-server --version
port=28463

setup() {
  mkdir store
  redis-server --port "$port" --bind 127.0.0.1 --dir "$HOME/store" --save '3600 1' --daemonize yes
  sleep 0.7
  chmod 555 store
  redis-cli -p "$port" SET first 1
  redis-cli -p "$port" BGSAVE
  sleep 1
}

reproduce() { redis-cli -e -p "$port" SET greeting hello; }

fix() {
  chmod 755 store
  redis-cli -p "$port" BGSAVE
  sleep 1
}

teardown() { redis-cli -p "$port" shutdown nosave; }
