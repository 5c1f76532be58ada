# needs: initdb pg_ctl psql
# version: postgres --version
port=28433

setup() {
  printf 'first\n' > first
  initdb -D data -U app -A scram-sha-256 --pwfile=first
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = '127.0.0.1'\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
}

reproduce() { PGPASSWORD=second psql -h 127.0.0.1 -p "$port" -U app -d postgres -c 'SELECT 1'; }

fix() { PGPASSWORD=first psql -h 127.0.0.1 -p "$port" -U app -d postgres -c "ALTER ROLE app PASSWORD 'second'"; }

teardown() { pg_ctl -D data -m immediate stop; }
