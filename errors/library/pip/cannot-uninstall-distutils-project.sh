# needs: python3
# version: python3 -m pip --version
# A package with a distutils egg-info file stands in the way; it is installed over. A local wheel only.
setup() {
  python3 -m venv env
  python3 - <<'PY'
import glob
import zipfile

with zipfile.ZipFile("acme_log-3.0-py3-none-any.whl", "w") as file:
    file.writestr("acme_log/__init__.py", "")
    file.writestr("acme_log-3.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme-log\nVersion: 3.0\n")
    file.writestr("acme_log-3.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    file.writestr("acme_log-3.0.dist-info/RECORD", "")
site = glob.glob("env/lib/python*/site-packages")[0]
open(site + "/acme_log-1.0.egg-info", "w").write("Metadata-Version: 1.1\nName: acme-log\nVersion: 1.0\n")
PY
}
reproduce() { env/bin/python -m pip install --no-index -f . acme-log==3.0; }
fix() { env/bin/python -m pip install --no-index -f . --ignore-installed acme-log; rm env/lib/python*/site-packages/acme_log-1.0.egg-info; }
