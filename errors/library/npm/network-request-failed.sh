# needs: npm node
# version: npm --version
setup() {
  node -e 'require("http").createServer((q,r)=>r.end("{}")).listen(0,"127.0.0.1",function(){fs.writeFileSync("port",String(this.address().port))})' > /dev/null 2>&1 &
  echo $! > pid
  for i in $(seq 50); do [ -s port ] && break; sleep 0.1; done
  npm config set registry "http://127.0.0.1:$(cat port)/"
  npm config set fetch-retries 0
  # A proxy left over from another network: nothing listens on port 9.
  npm config set proxy http://127.0.0.1:9
}
reproduce() { npm ping; }
fix() { npm config delete proxy; }
teardown() { kill "$(cat pid)"; }
