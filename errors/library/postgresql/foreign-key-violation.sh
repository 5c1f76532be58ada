# needs: initdb pg_ctl psql
# version: postgres --version
port=28452

run() { psql -h "$HOME" -p "$port" -U app -d postgres -v ON_ERROR_STOP=1 "$@"; }

setup() {
  initdb -D data -U app -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
  run -c 'CREATE TABLE customers (id int PRIMARY KEY, name text)'
  run -c 'CREATE TABLE orders (id serial PRIMARY KEY, customer_id int REFERENCES customers)'
}

reproduce() { run -c 'INSERT INTO orders (customer_id) VALUES (99)'; }

fix() { run -c "INSERT INTO customers (id, name) VALUES (99, 'Ann')"; }

teardown() { pg_ctl -D data -m immediate stop; }
