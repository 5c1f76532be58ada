# needs: initdb pg_ctl psql
# version: postgres --version
port=28435

setup() {
  initdb -D data -U app -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = '127.0.0.1'\n" "$port" "$HOME" >> data/postgresql.conf
  printf 'local all all trust\n' > data/pg_hba.conf
  pg_ctl -D data -l server.log -w start
  psql -h "$HOME" -p "$port" -U app -d postgres -c "ALTER ROLE app PASSWORD 'secret'"
}

reproduce() { PGPASSWORD=secret psql -h 127.0.0.1 -p "$port" -U app -d postgres -c 'SELECT 1'; }

fix() {
  printf 'host postgres app 127.0.0.1/32 scram-sha-256\n' >> data/pg_hba.conf
  psql -h "$HOME" -p "$port" -U app -d postgres -c 'SELECT pg_reload_conf()'
  sleep 0.5
}

teardown() { pg_ctl -D data -m immediate stop; }
