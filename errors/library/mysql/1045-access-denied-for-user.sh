# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
admin() { mariadb --no-defaults -S "$HOME/s" -u "$(id -un)" "$@"; }

setup() {
  mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)"
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --skip-networking --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
  admin -e "CREATE USER app@localhost IDENTIFIED BY 'old password'"
}

reproduce() { MYSQL_PWD='new password' mariadb --no-defaults -S "$HOME/s" -u app -e 'SELECT CURRENT_USER()'; }

fix() { admin -e "ALTER USER app@localhost IDENTIFIED BY 'new password'"; }

teardown() { kill "$(cat pid)"; }
