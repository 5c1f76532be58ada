# needs: initdb pg_ctl psql
# version: postgres --version
port=28451

run() { psql -h "$HOME" -p "$port" -U app -d postgres -v ON_ERROR_STOP=1 "$@"; }

setup() {
  initdb -D data -U app -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
  run -c 'CREATE TABLE items (id serial PRIMARY KEY, name text)'
  run -c "INSERT INTO items SELECT n, 'item ' || n FROM generate_series(1, 412) n"
}

reproduce() { run -c "INSERT INTO items (name) VALUES ('lamp')"; }

fix() { run -c "SELECT setval(pg_get_serial_sequence('items', 'id'), (SELECT max(id) FROM items))"; }

teardown() { pg_ctl -D data -m immediate stop; }
