# needs: initdb pg_ctl psql
# version: postgres --version
port=28440

setup() {
  initdb -D data -U owner -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
  psql -h "$HOME" -p "$port" -U owner -d postgres -c 'CREATE ROLE app LOGIN' -c 'CREATE DATABASE shop'
}

reproduce() { psql -h "$HOME" -p "$port" -U app -d shop -c 'CREATE TABLE orders (id int)'; }

fix() { psql -h "$HOME" -p "$port" -U owner -d postgres -c 'ALTER DATABASE shop OWNER TO app'; }

teardown() { pg_ctl -D data -m immediate stop; }
