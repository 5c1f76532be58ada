# needs: python3
# version: python3 --version
# A null inside a JSON answer is subscripted; the level gets a default that can be asked.
setup() {
  printf '{"user": null}\n' > answer.json
  cat > name.py <<'PY'
import json

data = json.load(open("answer.json"))
print(data["user"]["name"])
PY
}
reproduce() { python3 name.py; }
fix() {
  cat > name.py <<'PY'
import json

data = json.load(open("answer.json"))
print((data.get("user") or {}).get("name", "unknown"))
PY
}
