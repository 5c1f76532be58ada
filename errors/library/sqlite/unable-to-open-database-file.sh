# needs: sqlite3
# version: sqlite3 --version
reproduce() { sqlite3 data/shop.db 'CREATE TABLE IF NOT EXISTS orders (total int)'; }

fix() { mkdir data; }
