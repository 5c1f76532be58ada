# needs: initdb pg_ctl psql createuser
# version: postgres --version
port=28436

setup() {
  initdb -D data -U owner -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
}

reproduce() { psql -h "$HOME" -p "$port" -U postgres -d postgres -c 'SELECT current_user'; }

fix() { createuser -h "$HOME" -p "$port" -U owner --superuser postgres; }

teardown() { pg_ctl -D data -m immediate stop; }
