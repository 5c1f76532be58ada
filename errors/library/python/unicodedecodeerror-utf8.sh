# needs: python3 iconv
# version: python3 --version
# A file in Windows-1252 is read as UTF-8; it is converted once.
setup() {
  printf 'name;price\ncaf\351;2\n' > prices.csv
  printf 'print(open("prices.csv", encoding="utf-8").read())\n' > show.py
}
reproduce() { python3 show.py; }
fix() { iconv -f WINDOWS-1252 -t UTF-8 prices.csv > new.csv && mv new.csv prices.csv; }
