# needs: npm node openssl
# version: npm --version
setup() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out company-root.pem -days 2 -subj "/O=Example Corp/CN=Example Corp Root CA"
  openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj "/CN=localhost"
  echo subjectAltName=DNS:localhost > ext
  openssl x509 -req -in server.csr -CA company-root.pem -CAkey ca.key -CAcreateserial -days 2 -extfile ext -out server.pem
  cat server.pem company-root.pem > chain.pem
  node -e 'require("https").createServer({key:fs.readFileSync("server.key"),cert:fs.readFileSync("chain.pem")},(q,r)=>r.end("{}")).listen(0,function(){fs.writeFileSync("port",String(this.address().port))})' > /dev/null 2>&1 &
  echo $! > pid
  for i in $(seq 50); do [ -s port ] && break; sleep 0.1; done
  # A cafile of the whole machine would stand in place of the variable.
  : > npmrc.global
  npm config set globalconfig "$HOME/npmrc.global"
  npm config set registry "https://localhost:$(cat port)/"
  npm config set fetch-retries 0
}
reproduce() {
  [ -f env ] && . ./env
  npm ping
}
fix() { echo "export NODE_EXTRA_CA_CERTS=$HOME/company-root.pem" > env; }
teardown() { kill "$(cat pid)"; }
