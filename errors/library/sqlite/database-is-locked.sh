# needs: sqlite3
# version: sqlite3 --version
setup() {
  sqlite3 shop.db 'CREATE TABLE orders (total int)'
  { echo 'BEGIN EXCLUSIVE;'; exec sleep 30; } | sqlite3 shop.db >/dev/null 2>&1 &
  echo "$!" > holder
  sleep 1
}

reproduce() { sqlite3 shop.db 'INSERT INTO orders VALUES (20)'; }

fix() { kill "$(cat holder)"; sleep 0.3; }
