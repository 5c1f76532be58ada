# needs: sqlite3
# version: sqlite3 --version
setup() {
  mkdir data
  sqlite3 data/shop.db 'CREATE TABLE orders (total int)'
  chmod 444 data/shop.db
}

reproduce() { sqlite3 data/shop.db 'INSERT INTO orders VALUES (20)'; }

fix() { chmod 644 data/shop.db; }
