# needs: python3
# version: python3 --version
# A regular expression finds nothing; the result is checked instead of being used at once.
setup() {
  cat > version.py <<'PY'
import re

for line in ["version 4.2", "release 4.3"]:
    print(re.match(r"version (\d+\.\d+)", line).group(1))
PY
}
reproduce() { python3 version.py; }
fix() {
  cat > version.py <<'PY'
import re

for line in ["version 4.2", "release 4.3"]:
    match = re.match(r"version (\d+\.\d+)", line)
    print(match.group(1) if match is not None else "no version")
PY
}
