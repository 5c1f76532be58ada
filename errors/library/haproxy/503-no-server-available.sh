# needs: haproxy curl python3
# version: haproxy -v | head -n 1

PORT=5740

wait_for_port() {
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
        sleep 0.1
    done
}

setup() {
    cat > haproxy.cfg <<CFG
defaults
    mode http
    timeout connect 1s
    timeout client 5s
    timeout server 5s
frontend www
    bind 127.0.0.1:$PORT
    default_backend app
backend app
    option httpchk GET /
    server s1 127.0.0.1:5741 check inter 200ms rise 1 fall 1
CFG
    haproxy -f haproxy.cfg > haproxy.log 2>&1 &
    echo $! > haproxy.pid
    wait_for_port "$PORT"
    sleep 1
}

reproduce() {
    curl -s "http://127.0.0.1:$PORT/" | tee page.html
    ! grep -q 'No server is available' page.html
}

fix() {
    mkdir site
    echo ok > site/index.html
    python3 -m http.server 5741 --bind 127.0.0.1 --directory site > backend.log 2>&1 &
    echo $! > backend.pid
    wait_for_port 5741
    sleep 1
}

teardown() {
    kill "$(cat haproxy.pid)" "$(cat backend.pid)"
}
