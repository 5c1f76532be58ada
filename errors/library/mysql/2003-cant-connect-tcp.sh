# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
port=28456
setup() {
  mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)"
  start --skip-networking
  mariadb --no-defaults -S "$HOME/s" -u "$(id -un)" -e "CREATE USER app@'127.0.0.1' IDENTIFIED BY 'secret'; CREATE USER app@localhost IDENTIFIED BY 'secret'"
}

start() {
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M "$@" >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
}

reproduce() { MYSQL_PWD=secret mariadb --no-defaults -h 127.0.0.1 -P "$port" -u app -e 'SELECT 1'; }

fix() {
  kill "$(cat pid)"
  for _ in $(seq 80); do [ -S s ] || [ -e pid ] || break; sleep 0.1; done
  start --bind-address=127.0.0.1 --port="$port"
}

teardown() { kill "$(cat pid)"; }
