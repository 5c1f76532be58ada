# needs: docker-compose
# version: docker-compose version --short
# A number where the old program wants text in quotes; no engine is asked.
setup() {
    cat > docker-compose.yml <<'YAML'
version: 3.8
services:
  web:
    image: registry.example.com/web:1
YAML
}
reproduce() { docker-compose config; }
fix() { sed -i 's/^version:.*/version: "3.3"/' docker-compose.yml; }
