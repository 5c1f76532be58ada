# needs: initdb pg_ctl psql createdb
# version: postgres --version
port=28437

setup() {
  initdb -D data -U app -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
}

reproduce() { psql -h "$HOME" -p "$port" -U app -c 'SELECT current_database()'; }

fix() { createdb -h "$HOME" -p "$port" -U app app; }

teardown() { pg_ctl -D data -m immediate stop; }
