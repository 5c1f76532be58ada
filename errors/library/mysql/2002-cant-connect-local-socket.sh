# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
setup() { mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)"; }

reproduce() { mariadb --no-defaults -S "$HOME/s" -u "$(id -un)" -e 'SELECT @@socket'; }

fix() {
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --skip-networking --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
}

teardown() { kill "$(cat pid)"; }
