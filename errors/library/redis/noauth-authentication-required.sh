# needs: redis-server redis-cli
# version: redis-server --version
port=28462

setup() {
  redis-server --port "$port" --bind 127.0.0.1 --dir "$HOME" --requirepass secret --daemonize yes
  sleep 0.7
}

reproduce() {
  if [ -f login ]; then . ./login; fi
  redis-cli -e -p "$port" ping
}

fix() { echo "export REDISCLI_AUTH=secret" > login; }

teardown() { REDISCLI_AUTH=secret redis-cli -p "$port" shutdown nosave; }
