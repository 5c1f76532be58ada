# needs: initdb pg_ctl psql
# version: postgres --version
port=28453

setup() {
  initdb -D data -U app -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
}

reproduce() {
  printf 'BEGIN;\nSELECT 1/0;\nSELECT 1;\nCOMMIT;\n' > work.sql
  psql -h "$HOME" -p "$port" -U app -d postgres -f work.sql 2>&1 | tee out.log
  ! grep -q 'current transaction is aborted' out.log
}

fix() { echo '\set ON_ERROR_ROLLBACK on' > .psqlrc; }

teardown() { pg_ctl -D data -m immediate stop; }
