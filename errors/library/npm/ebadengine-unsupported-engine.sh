# needs: npm node
# version: npm --version
setup() {
  echo '{"name":"my-app","version":"1.0.0","engines":{"node":">=99"}}' > package.json
  echo 'engine-strict=true' > .npmrc
}
reproduce() { npm install --offline --no-audit --no-fund; }
# A newer Node.js cannot be downloaded here: the project that excludes it is widened instead.
fix() { npm pkg set engines.node=">=18"; }
