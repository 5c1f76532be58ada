# needs: nginx python3
# version: nginx -v

PORT=5715

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

setup() {
    configure "server { listen 127.0.0.1:$PORT; }"
    python3 -m http.server "$PORT" --bind 127.0.0.1 > other.log 2>&1 &
    echo $! > other.pid
    wait_for_port "$PORT"
}

reproduce() {
    # Runs on if it can bind: then it is ended after a second, which counts as success.
    timeout 4 nginx -e "$HOME/error.log" -c "$HOME/nginx.conf"
    [ $? -eq 124 ]
}

fix() {
    kill "$(cat other.pid)"
    sleep 0.3
}
