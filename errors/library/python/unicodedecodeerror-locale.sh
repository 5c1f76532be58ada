# needs: python3
# version: python3 --version
# The ASCII default of the C locale, kept on purpose; UTF-8 mode replaces it.
setup() { printf 'caf\303\251\n' > menu.txt; printf 'print(len(open("menu.txt").read()))\n' > show.py; echo 0 > mode; }
reproduce() { LC_ALL=C PYTHONCOERCECLOCALE=0 PYTHONUTF8=$(cat mode) python3 show.py; }
fix() { echo 1 > mode; }
