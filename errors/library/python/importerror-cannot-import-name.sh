# needs: python3
# version: python3 --version
# A file of the project hides the standard library's module; renaming it is the fix.
setup() {
  printf '# notes about dates\n' > calendar.py
  printf 'from calendar import monthrange\nprint(monthrange(2026, 11))\n' > invoice.py
}
reproduce() { python3 invoice.py; }
fix() { mv calendar.py my_calendar.py; }
