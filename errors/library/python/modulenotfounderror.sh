# needs: python3
# version: python3 --version
# The package is installed, but not in the environment that runs the program.
setup() {
  python3 -m venv .venv
  printf 'import acme_tax\nprint(acme_tax.VAT)\n' > app.py
  python3 - <<'PY'
import zipfile
info = "acme_tax-1.0.dist-info"
with zipfile.ZipFile("acme_tax-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("acme_tax.py", "VAT = 0.2\n")
    wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: acme-tax\nVersion: 1.0\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: proof\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr(f"{info}/RECORD", "")
PY
}
reproduce() { .venv/bin/python app.py; }
fix() { .venv/bin/python -m pip install --no-index ./acme_tax-1.0-py3-none-any.whl; }
