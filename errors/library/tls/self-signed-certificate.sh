# needs: openssl curl
# version: openssl version

PORT=5702

setup() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.crt \
        -days 2 -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost"
    openssl s_server -accept "127.0.0.1:$PORT" -www -key server.key -cert server.crt > server.log 2>&1 &
    echo $! > server.pid
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return
        sleep 0.1
    done
}

reproduce() {
    curl -sS "https://localhost:$PORT/"
}

fix() {
    echo "cacert = $HOME/server.crt" > .curlrc
}

teardown() {
    kill "$(cat server.pid)"
}
