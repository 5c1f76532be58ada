# needs: python3
# version: python3 -m pip --version
# The system's pip refuses; the same command works once the project's environment comes first in PATH.
setup() {
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
reproduce() { PATH="$PWD/.venv/bin:$PATH" python3 -m pip install --no-index ./acme_tax-1.0-py3-none-any.whl; }
fix() { python3 -m venv .venv; }
