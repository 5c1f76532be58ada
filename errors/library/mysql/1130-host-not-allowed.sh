# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
port=28457
admin() { mariadb --no-defaults -S "$HOME/s" -u "$(id -un)" "$@"; }

setup() {
  mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)" --skip-test-db
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --bind-address=127.0.0.1 --port="$port" --skip-name-resolve --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
  admin -e "CREATE USER app@localhost IDENTIFIED BY 'secret'"
}

reproduce() { MYSQL_PWD=secret mariadb --no-defaults -h 127.0.0.1 -P "$port" -u app -e 'SELECT CURRENT_USER()'; }

fix() { admin -e "CREATE USER app@'127.0.0.%' IDENTIFIED BY 'secret'"; }

teardown() { kill "$(cat pid)"; }
