# needs: npm node
# version: npm --version
setup() {
  echo '{"lodash":{"4.17.20":{},"4.17.21":{}}}' > docs.json
  echo '{"name":"my-app","version":"1.0.0","dependencies":{"lodash":"9.9.9"}}' > package.json
  cat > registry.js <<"R"
const docs = JSON.parse(require("fs").readFileSync("docs.json"));
require("http").createServer((q, r) => {
  const name = decodeURIComponent(q.url.slice(1));
  r.setHeader("content-type", "application/json");
  if (!docs[name]) { r.statusCode = 404; return r.end("{\"error\":\"Not found\"}"); }
  const versions = {};
  for (const [v, m] of Object.entries(docs[name])) versions[v] = { name, version: v, ...m, dist: { tarball: "http://127.0.0.1/" + name + ".tgz", shasum: "0".repeat(40) } };
  r.end(JSON.stringify({ name, "dist-tags": { latest: Object.keys(versions).pop() }, versions }));
}).listen(0, "127.0.0.1", function () { require("fs").writeFileSync("port", String(this.address().port)); });
R
  node registry.js > /dev/null 2>&1 &
  echo $! > pid
  for i in $(seq 50); do [ -s port ] && break; sleep 0.1; done
  echo "registry=http://127.0.0.1:$(cat port)/" > .npmrc
  echo "fetch-retries=0" >> .npmrc
}
reproduce() { npm install --package-lock-only --no-audit --no-fund; }
fix() { npm pkg set dependencies.lodash="$(npm view lodash dist-tags.latest)"; }
teardown() { kill "$(cat pid)"; }
