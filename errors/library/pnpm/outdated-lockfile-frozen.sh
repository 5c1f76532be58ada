# needs: pnpm node
# version: pnpm --version
setup() {
  export CI=true
  mkdir a b
  echo '{"name":"a","version":"1.0.0"}' > a/package.json
  echo '{"name":"b","version":"1.0.0"}' > b/package.json
  echo '{"name":"my-app","version":"1.0.0","dependencies":{"a":"file:./a"}}' > package.json
  pnpm install --offline --no-frozen-lockfile
  echo '{"name":"my-app","version":"1.0.0","dependencies":{"a":"file:./a","b":"file:./b"}}' > package.json
}
reproduce() { CI=true pnpm install --offline --frozen-lockfile; }
fix() { CI=true pnpm install --offline --lockfile-only --no-frozen-lockfile; }
