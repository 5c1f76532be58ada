# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
client() { mariadb --no-defaults -S "$HOME/s" -u "$(id -un)" "$@"; }

setup() {
  mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)"
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --skip-networking --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
  client -e 'CREATE DATABASE shop'
  echo 1025 > length
}

reproduce() { client shop -e "CREATE TABLE pages (url VARCHAR($(cat length)) PRIMARY KEY) CHARACTER SET utf8mb4"; }

fix() { echo 768 > length; }

teardown() { kill "$(cat pid)"; }
