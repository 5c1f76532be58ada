# needs: docker-compose
# version: docker-compose version --short
# A version that must not be written down; no engine is asked.
setup() {
    cat > docker-compose.yml <<'YAML'
version: "1"
services:
  web:
    image: registry.example.com/web:1
YAML
}
reproduce() { docker-compose config; }
fix() { sed -i 's/^version:.*/version: "3.3"/' docker-compose.yml; }
