# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
client() { mariadb --no-defaults --default-character-set=utf8mb4 -S "$HOME/s" -u "$(id -un)" "$@"; }

setup() {
  mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)"
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --skip-networking --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
  client -e 'CREATE DATABASE shop; CREATE TABLE shop.comments (body text) CHARACTER SET utf8mb3'
}

reproduce() { client shop -e "INSERT INTO comments (body) VALUES ('hi 😀')"; }

fix() { client shop -e 'ALTER TABLE comments CONVERT TO CHARACTER SET utf8mb4'; }

teardown() { kill "$(cat pid)"; }
