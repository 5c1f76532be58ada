# needs: python3
# version: python3 --version
# The console script of a project runs a file inside the package; -m gives it its parent.
setup() {
  mkdir -p src/shop bin
  touch src/shop/__init__.py
  printf 'VAT = 0.2\n' > src/shop/tax.py
  printf 'from .tax import VAT\nprint(VAT)\n' > src/shop/main.py
  printf 'python3 src/shop/main.py\n' > bin/start
}
reproduce() { bash bin/start; }
fix() { printf 'cd src && python3 -m shop.main\n' > bin/start; }
