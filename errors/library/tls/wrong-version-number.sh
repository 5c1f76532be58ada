# needs: openssl curl python3
# version: openssl version

PORT=5706

setup() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.crt \
        -days 2 -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost"
    cat > server.py <<'PY'
import http.server, ssl, sys
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler)
if "tls" in sys.argv:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("server.crt", "server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
PY
    serve
}

serve() {
    python3 server.py "$PORT" "$@" > server.log 2>&1 &
    echo $! > server.pid
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return
        sleep 0.1
    done
}

reproduce() {
    curl -sS --cacert server.crt "https://localhost:$PORT/"
}

fix() {
    kill "$(cat server.pid)"
    sleep 0.3
    serve tls
}

teardown() {
    kill "$(cat server.pid)"
}
