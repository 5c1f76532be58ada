# needs: python3 openssl
# version: python3 -c 'import ssl, sys; print(sys.version.split()[0], ssl.OPENSSL_VERSION)'
# A server of a private authority; the client is told the authority's root.
setup() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj '/CN=Acme Root' \
    -addext 'keyUsage=critical,keyCertSign,cRLSign'
  openssl req -newkey rsa:2048 -nodes -keyout s.key -out s.csr -subj '/CN=localhost'
  printf 'subjectAltName=DNS:localhost\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n' > ext
  openssl x509 -req -in s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out s.pem -days 2 -extfile ext
  cat > server.py <<'PY'
import http.server, ssl

server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("s.pem", "s.key")
server.socket = context.wrap_socket(server.socket, server_side=True)
open("port", "w").write(str(server.server_port))
server.serve_forever()
PY
  python3 server.py >server.log 2>&1 &
  echo $! > pid
  for _ in $(seq 50); do [ -s port ] && break; sleep 0.1; done
  : > environment
}
reproduce() {
  (. ./environment; python3 -c "import urllib.request; urllib.request.urlopen('https://localhost:$(cat port)/')")
}
fix() { echo "export SSL_CERT_FILE=$PWD/ca.pem" > environment; }
teardown() { kill "$(cat pid)"; }
