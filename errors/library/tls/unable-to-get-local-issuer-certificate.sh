# needs: openssl curl
# version: openssl version

PORT=5701

request() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$2"
}

sign() { # name issuer extensions
    printf '%s\n' "$3" > "$1.ext"
    openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 2 -extfile "$1.ext" -out "$1.crt"
}

serve() {
    openssl s_server -accept "127.0.0.1:$PORT" -www -key server.key -cert server.crt "$@" > server.log 2>&1 &
    echo $! > server.pid
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return
        sleep 0.1
    done
}

setup() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out root.crt -days 2 -subj "/CN=Root"
    request intermediate Intermediate
    sign intermediate root "basicConstraints=critical,CA:TRUE"
    request server localhost
    sign server intermediate "subjectAltName=DNS:localhost"
    serve
}

reproduce() {
    curl -sS --cacert root.crt "https://localhost:$PORT/"
}

fix() {
    kill "$(cat server.pid)"
    sleep 0.3
    cat server.crt intermediate.crt > fullchain.crt
    serve -cert_chain fullchain.crt
}

teardown() {
    kill "$(cat server.pid)"
}
