# needs: initdb pg_ctl psql
# version: postgres --version
port=28450

run() { psql -h "$HOME" -p "$port" -U app -d postgres -v ON_ERROR_STOP=1 "$@"; }

setup() {
  initdb -D data -U app -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
  run -c 'CREATE TABLE items (id int, "createdAt" timestamptz)'
}

reproduce() { run -c 'SELECT id, created_at FROM items'; }

fix() { run -c 'ALTER TABLE items RENAME COLUMN "createdAt" TO created_at'; }

teardown() { pg_ctl -D data -m immediate stop; }
