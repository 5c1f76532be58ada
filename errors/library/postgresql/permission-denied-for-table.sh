# needs: initdb pg_ctl psql
# version: postgres --version
port=28441

setup() {
  initdb -D data -U owner -A trust
  printf "port = %s\nunix_socket_directories = '%s'\nlisten_addresses = ''\n" "$port" "$HOME" >> data/postgresql.conf
  pg_ctl -D data -l server.log -w start
  psql -h "$HOME" -p "$port" -U owner -d postgres -c 'CREATE ROLE app LOGIN' -c 'CREATE TABLE invoices (id serial, paid boolean)'
}

reproduce() { psql -h "$HOME" -p "$port" -U app -d postgres -c 'INSERT INTO invoices (paid) VALUES (true) RETURNING id'; }

fix() {
  psql -h "$HOME" -p "$port" -U owner -d postgres -c 'GRANT SELECT, INSERT, UPDATE, DELETE ON invoices TO app'
  psql -h "$HOME" -p "$port" -U owner -d postgres -c 'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app'
}

teardown() { pg_ctl -D data -m immediate stop; }
