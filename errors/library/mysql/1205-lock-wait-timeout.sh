# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
client() { mariadb --no-defaults -S "$HOME/s" -u "$(id -un)" "$@"; }

setup() {
  mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)"
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --skip-networking --innodb-lock-wait-timeout=1 --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
  client -e 'CREATE DATABASE shop; CREATE TABLE shop.stock (id int PRIMARY KEY, amount int); INSERT INTO shop.stock VALUES (7, 3)'
  client -e 'BEGIN; UPDATE shop.stock SET amount = 0; SELECT SLEEP(50)' >/dev/null 2>&1 &
  sleep 1
}

reproduce() { client -e 'UPDATE shop.stock SET amount = amount - 1 WHERE id = 7'; }

fix() {
  blocking=$(client -N -e 'SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX ORDER BY trx_started LIMIT 1')
  client -e "KILL $blocking"
  sleep 0.5
}

teardown() { kill "$(cat pid)"; }
