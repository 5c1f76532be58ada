# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
client() { mariadb --no-defaults -S "$HOME/s" -u "$(id -un)" "$@"; }

setup() {
  mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)"
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --skip-networking --sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
  client -e "CREATE DATABASE shop; CREATE TABLE shop.orders (customer_id int, status varchar(9), total int); INSERT INTO shop.orders VALUES (1, 'open', 20), (1, 'paid', 35)"
  echo 'SELECT customer_id, status, SUM(total) FROM orders GROUP BY customer_id' > report.sql
}

reproduce() { client shop < report.sql; }

fix() { echo 'SELECT customer_id, status, SUM(total) FROM orders GROUP BY customer_id, status' > report.sql; }

teardown() { kill "$(cat pid)"; }
