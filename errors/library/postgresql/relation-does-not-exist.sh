# needs: initdb pg_ctl psql
# version: postgres --version
port=28439

setup() {
  initdb -D data -U app -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
  psql -h "$HOME" -p "$port" -U app -d postgres -c 'CREATE SCHEMA sales' -c 'CREATE TABLE sales.orders (id int)'
}

reproduce() { psql -h "$HOME" -p "$port" -U app -d postgres -c 'SELECT * FROM orders'; }

fix() { psql -h "$HOME" -p "$port" -U app -d postgres -c 'ALTER ROLE app SET search_path = sales, public'; }

teardown() { pg_ctl -D data -m immediate stop; }
