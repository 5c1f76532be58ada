# needs: openssl curl
# version: openssl version

PORT=5705

serve() {
    openssl s_server -accept "127.0.0.1:$PORT" -www -key server.key -cert server.crt -tls1_2 -cipher "$1" > server.log 2>&1 &
    echo $! > server.pid
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return
        sleep 0.1
    done
}

setup() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.crt \
        -days 2 -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost"
    # Suites for an RSA key only, while the key is an elliptic one.
    serve ECDHE-RSA-AES128-GCM-SHA256
}

reproduce() {
    curl -sS --cacert server.crt "https://localhost:$PORT/"
}

fix() {
    kill "$(cat server.pid)"
    sleep 0.3
    serve ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256
}

teardown() {
    kill "$(cat server.pid)"
}
