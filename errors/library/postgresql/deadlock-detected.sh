# needs: initdb pg_ctl psql
# version: postgres --version
port=28454

run() { psql -h "$HOME" -p "$port" -U app -d postgres -v ON_ERROR_STOP=1 "$@"; }

setup() {
  initdb -D data -U app -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\ndeadlock_timeout = '1500ms'\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
  run -c 'CREATE TABLE accounts (id int PRIMARY KEY, balance int)' -c 'INSERT INTO accounts VALUES (1, 0), (2, 0)'
  echo 'UPDATE accounts SET balance = 1 WHERE id = 2; SELECT pg_sleep(1); UPDATE accounts SET balance = 1 WHERE id = 1;' > mine.sql
}

reproduce() {
  run -c 'SET deadlock_timeout = 10000' -c 'BEGIN' -c 'UPDATE accounts SET balance = 2 WHERE id = 1' -c 'SELECT pg_sleep(1)' \
    -c 'UPDATE accounts SET balance = 2 WHERE id = 2' -c 'COMMIT' > other.log 2>&1 &
  other=$!
  sleep 0.3
  run -1 -f mine.sql; mine=$?
  wait "$other"
  return "$mine"
}

fix() {
  echo 'SELECT id FROM accounts WHERE id IN (1, 2) ORDER BY id FOR UPDATE;' | cat - mine.sql > ordered.sql
  mv ordered.sql mine.sql
}

teardown() { pg_ctl -D data -m immediate stop; }
