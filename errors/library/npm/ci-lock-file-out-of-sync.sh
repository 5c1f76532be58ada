# needs: npm node
# version: npm --version
setup() {
  mkdir -p a b
  echo '{"name":"a","version":"1.0.0"}' > a/package.json
  echo '{"name":"b","version":"1.0.0"}' > b/package.json
  echo '{"name":"my-app","version":"1.0.0","dependencies":{"a":"file:a"}}' > package.json
  npm install --offline --package-lock-only --no-audit --no-fund
  npm pkg set dependencies.b=file:b
}
reproduce() { npm ci --offline --no-audit --no-fund; }
fix() { npm install --offline --package-lock-only --no-audit --no-fund; }
