# needs: python3
# version: python3 -m pip --version
# A pinned version that the index does not have; pip's own list names the one to ask for.
setup() {
  python3 -m venv .venv
  mkdir index
  python3 - <<'PY'
import zipfile
info = "acme_tax-1.0.dist-info"
with zipfile.ZipFile("index/acme_tax-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("acme_tax.py", "VAT = 0.2\n")
    wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: acme-tax\nVersion: 1.0\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: proof\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr(f"{info}/RECORD", "")
PY
  echo 'acme-tax==2.0' > requirements.txt
}
reproduce() { .venv/bin/python -m pip install --no-index --find-links index -r requirements.txt; }
fix() { sed -i 's/==2.0/==1.0/' requirements.txt; }
