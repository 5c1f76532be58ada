# needs: python3
# version: python3 --version
# Output in an ASCII-only encoding; the standard streams are switched to UTF-8.
setup() { echo ascii > encoding; printf 'print("\\u2713 done")\n' > report.py; }
reproduce() { PYTHONIOENCODING=$(cat encoding) python3 report.py; }
fix() { echo utf-8 > encoding; }
