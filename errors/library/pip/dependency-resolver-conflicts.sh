# needs: python3
# version: python3 -m pip --version
# One package is installed without regard to another; both are then installed in one command. Local wheels only.
setup() {
  python3 -m venv env
  mkdir wheels && cd wheels
  python3 - <<'PY'
import zipfile


def wheel(name, version, *requires):
    folder = name.replace("-", "_")
    info = folder + "-" + version + ".dist-info/"
    with zipfile.ZipFile(folder + "-" + version + "-py3-none-any.whl", "w") as file:
        file.writestr(folder + "/__init__.py", "")
        lines = ["Metadata-Version: 2.1", "Name: " + name, "Version: " + version, *("Requires-Dist: " + r for r in requires)]
        file.writestr(info + "METADATA", "\n".join(lines) + "\n")
        file.writestr(info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(info + "RECORD", "")


wheel("acme-sql", "1.9")
wheel("acme-sql", "2.0")
wheel("acme-db", "1.4", "acme-sql<2")
wheel("acme-db", "1.5", "acme-sql>=2")
PY
  cd ..
  env/bin/python -m pip install --no-index -f wheels acme-db==1.4
}
reproduce() { env/bin/python -m pip install --no-index -f wheels acme-sql==2.0 && env/bin/python -m pip check; }
fix() { env/bin/python -m pip install --no-index -f wheels --upgrade acme-sql acme-db; }
