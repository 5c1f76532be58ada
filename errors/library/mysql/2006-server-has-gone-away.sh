# needs: mariadbd mariadb-install-db mariadb
# version: mariadbd --version
client() { mariadb --no-defaults -S "$HOME/s" -u "$(id -un)" "$@"; }

setup() {
  mariadb-install-db --no-defaults --datadir="$HOME/data" --auth-root-socket-user="$(id -un)"
  mariadbd --no-defaults --datadir="$HOME/data" --socket="$HOME/s" --skip-networking --max-allowed-packet=1M --pid-file="$HOME/pid" --innodb-buffer-pool-size=8M >server.log 2>&1 &
  for _ in $(seq 80); do [ -S s ] && break; sleep 0.1; done
  { printf "SELECT LENGTH('"; head -c 6000000 /dev/zero | tr '\0' x; printf "');\n"; } > dump.sql
}

reproduce() { client --max-allowed-packet=256M < dump.sql 2>&1 | grep -o -E 'ERROR .*|^[0-9]+$' | cut -c1-90 | tee result; ! grep -q ERROR result; }

fix() { client -e 'SET GLOBAL max_allowed_packet = 268435456'; }

teardown() { kill "$(cat pid)"; }
