# needs: sqlite3
# version: sqlite3 --version
setup() {
  mkdir app
  sqlite3 app/shop.db 'CREATE TABLE orders (total int)'
  echo shop.db > path
}

reproduce() { sqlite3 "$(cat path)" 'SELECT count(*) FROM orders'; }

fix() { echo "$HOME/app/shop.db" > path; }
