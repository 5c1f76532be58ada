# needs: initdb pg_ctl psql
# version: postgres --version
port=28438

setup() {
  initdb -D data -U owner -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  printf "max_connections = 4\nsuperuser_reserved_connections = 3\nmax_wal_senders = 0\n" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
  psql -h "$HOME" -p "$port" -U owner -d postgres -c 'CREATE ROLE app LOGIN'
  psql -h "$HOME" -p "$port" -U app -d postgres -c 'SELECT pg_sleep(50)' >/dev/null 2>&1 &
  sleep 1
}

reproduce() { psql -h "$HOME" -p "$port" -U app -d postgres -c 'SELECT 1'; }

fix() {
  psql -h "$HOME" -p "$port" -U owner -d postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'"
  sleep 0.5
}

teardown() { pg_ctl -D data -m immediate stop; }
