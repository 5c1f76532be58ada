# needs: python3
# version: python3 -m pip --version
# Two exact pins exclude each other; with one of them opened pip finds a release that fits.
setup() {
  python3 -m venv .venv
  mkdir index
  python3 - <<'PY'
import zipfile

def wheel(name, version, *requires):
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    with zipfile.ZipFile(f"index/{module}-{version}-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{module}.py", "")
        lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {r}" for r in requires)]
        archive.writestr(f"{info}/METADATA", "\n".join(lines) + "\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: proof\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")

wheel("acme-sql", "1.4")
wheel("acme-sql", "2.0")
wheel("acme-api", "2.1", "acme-sql>=2")
wheel("acme-db", "1.4", "acme-sql<2")
wheel("acme-db", "1.5", "acme-sql<3")
PY
  printf 'acme-api==2.1\nacme-db==1.4\n' > requirements.txt
}
reproduce() { .venv/bin/python -m pip install --no-index --find-links index -r requirements.txt; }
fix() { sed -i 's/acme-db==1.4/acme-db>=1.4/' requirements.txt; }
