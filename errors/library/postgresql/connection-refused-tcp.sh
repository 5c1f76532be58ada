# needs: initdb pg_ctl psql
# version: postgres --version
port=28431

setup() {
  initdb -D data -U app -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
}

reproduce() { psql -h 127.0.0.1 -p "$port" -U app -d postgres -c 'SELECT 1'; }

fix() {
  psql -h "$HOME" -p "$port" -U app -d postgres -c "ALTER SYSTEM SET listen_addresses = '127.0.0.1'"
  pg_ctl -D data -l server.log -w restart
}

teardown() { pg_ctl -D data -m immediate stop; }
