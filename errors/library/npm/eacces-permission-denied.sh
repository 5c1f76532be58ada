# needs: npm node
# version: npm --version
setup() {
  mkdir -p tool app
  echo '{"name":"tool","version":"1.0.0"}' > tool/package.json
  echo '{"name":"my-app","version":"1.0.0"}' > app/package.json
  mkdir -p system/lib/node_modules system/bin
  chmod -R a-w system
}
# A prefix that this user may not write to, as /usr/local is for everybody but root.
reproduce() {
  npm install -g ./tool --install-links --offline --no-audit --no-fund --prefix "$(cat prefix 2>/dev/null || echo "$HOME/system")"
}
fix() {
  mkdir -p "$HOME/.local"
  echo "$HOME/.local" > prefix
}
teardown() { chmod -R u+w system; }
