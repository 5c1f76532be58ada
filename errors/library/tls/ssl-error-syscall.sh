# needs: openssl curl python3
# version: curl --version | head -n 1

PORT=5707

wait_for_port() {
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return
        sleep 0.1
    done
}

setup() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.crt \
        -days 2 -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost"
    # Accepts and hangs up, as a published container port without a listener inside does.
    python3 - "$PORT" > server.log 2>&1 <<'PY' &
import socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client, _ = server.accept()
    client.recv(4096)
    client.close()
PY
    echo $! > server.pid
    wait_for_port
}

reproduce() {
    curl -sS --cacert server.crt "https://localhost:$PORT/"
}

fix() {
    kill "$(cat server.pid)"
    sleep 0.3
    openssl s_server -accept "127.0.0.1:$PORT" -www -key server.key -cert server.crt > server.log 2>&1 &
    echo $! > server.pid
    wait_for_port
}

teardown() {
    kill "$(cat server.pid)"
}
