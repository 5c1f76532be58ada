# needs: npm node
# version: npm --version
setup() { mkdir -p repo/shop; echo '{"name":"shop","version":"1.0.0"}' > repo/shop/package.json; echo repo > where; }
reproduce() ( cd "$HOME/$(cat where)" && npm install --offline --no-audit --no-fund )
fix() { echo repo/shop > where; }
