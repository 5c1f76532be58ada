# needs: initdb pg_ctl psql
# version: postgres --version
port=28434

setup() {
  initdb -D data -U app --auth-local=peer --auth-host=reject
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
}

reproduce() { psql -h "$HOME" -p "$port" -U app -d postgres -c 'SELECT 1'; }

fix() {
  printf 'local all app peer map=services\n' > data/pg_hba.conf
  printf 'services %s app\n' "$(id -un)" >> data/pg_ident.conf
  pg_ctl -D data reload
  sleep 0.5
}

teardown() { pg_ctl -D data -m immediate stop; }
