# needs: openssl curl
# version: curl --version | head -n 1

PORT=5704

certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.crt \
        -days 2 -subj "/CN=www.example.com" -addext "subjectAltName=$1"
}

serve() {
    openssl s_server -accept "127.0.0.1:$PORT" -www -key server.key -cert server.crt > server.log 2>&1 &
    echo $! > server.pid
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return
        sleep 0.1
    done
}

setup() {
    certificate "DNS:www.example.com"
    serve
}

reproduce() {
    curl -sS --cacert server.crt --connect-to "api.example.com:443:127.0.0.1:$PORT" https://api.example.com/
}

fix() {
    certificate "DNS:www.example.com,DNS:api.example.com"
    kill "$(cat server.pid)"
    sleep 0.3
    serve
}

teardown() {
    kill "$(cat server.pid)"
}
