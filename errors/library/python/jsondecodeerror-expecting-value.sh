# needs: python3
# version: python3 --version
# A state file that was left empty is replaced with one written in a single step.
setup() {
  : > state.json
  printf 'import json\n\nprint(json.load(open("state.json"))["count"])\n' > show.py
}
reproduce() { python3 show.py; }
fix() {
  python3 - <<'PY'
import json, os

with open("state.json.new", "w", encoding="utf-8") as file:
    json.dump({"count": 1}, file)
os.replace("state.json.new", "state.json")
PY
  python3 -m json.tool state.json
}
