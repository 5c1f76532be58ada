# needs: initdb pg_ctl psql
# version: postgres --version
port=28432

setup() {
  initdb -D data -U app -A trust
  mkdir socket
  printf "port = %s\nunix_socket_directories = '%s/socket'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
}

reproduce() { psql -h "$HOME/socket" -p "$port" -U app -d postgres -c 'SELECT 1'; }

fix() { pg_ctl -D data -l server.log -w start; }

teardown() { pg_ctl -D data -m immediate stop; }
