# needs: nginx curl python3
# version: nginx -v

PORT=5716

# Everything below HOME: nginx runs without privileges.
configure() {
    cat > nginx.conf <<NGINX
daemon off;
worker_processes 1;
pid $HOME/nginx.pid;
error_log $HOME/error.log;
events { worker_connections 32; }
http {
    access_log off;
    client_body_temp_path $HOME/body;
    proxy_temp_path $HOME/proxy;
    fastcgi_temp_path $HOME/fastcgi;
    uwsgi_temp_path $HOME/uwsgi;
    scgi_temp_path $HOME/scgi;
    $1
}
NGINX
}

wait_for_port() {
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
        sleep 0.1
    done
}

start() {
    nginx -e "$HOME/error.log" -c "$HOME/nginx.conf" > nginx.out 2>&1 &
    echo $! > nginx.run
    wait_for_port "$PORT"
}

reload() {
    nginx -e "$HOME/error.log" -c "$HOME/nginx.conf" -s reload
    sleep 0.5
}

setup() {
    python3 - > backend.log 2>&1 <<'PY' &
import http.server, os, socketserver
class Handler(http.server.BaseHTTPRequestHandler):
    def address_string(self):
        return "local"
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok\n")
socketserver.UnixStreamServer("app.sock", Handler).serve_forever()
PY
    echo $! > backend.pid
    for _ in $(seq 50); do [ -S app.sock ] && break; sleep 0.1; done
    chmod 000 app.sock
    configure "server { listen 127.0.0.1:$PORT; location / { proxy_pass http://unix:$HOME/app.sock; } }"
    start
}

reproduce() {
    : > error.log
    curl -sS -f "http://127.0.0.1:$PORT/" && return
    cat error.log
    return 1
}

fix() {
    chmod 660 app.sock
}

teardown() {
    kill "$(cat nginx.run)"
    kill "$(cat backend.pid)"
}
