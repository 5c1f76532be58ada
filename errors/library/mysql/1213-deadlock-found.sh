# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
client() { mariadb --no-defaults -S "$HOME/s" -u "$(id -un)" "$@"; }

setup() {
  mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)"
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --skip-networking --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
  client -e 'CREATE DATABASE shop; CREATE TABLE shop.accounts (id int PRIMARY KEY, balance int); INSERT INTO shop.accounts VALUES (1, 0), (2, 0)'
  echo 'UPDATE accounts SET balance = balance - 10 WHERE id = 2; SELECT SLEEP(1); UPDATE accounts SET balance = balance + 10 WHERE id = 1; COMMIT;' > transfer.sql
  : > order.sql
}

reproduce() {
  client shop -e 'BEGIN; UPDATE accounts SET balance = balance + 1 WHERE id = 1; SELECT SLEEP(1); UPDATE accounts SET balance = balance + 1 WHERE id = 2; COMMIT' >/dev/null &
  other=$!
  sleep 0.3
  { echo 'BEGIN;'; cat order.sql transfer.sql; } | client shop >/dev/null; mine=$?
  wait "$other" && [ "$mine" = 0 ]
}

fix() { echo 'SELECT id FROM accounts WHERE id IN (1, 2) ORDER BY id FOR UPDATE;' > order.sql; }

teardown() { kill "$(cat pid)"; }
