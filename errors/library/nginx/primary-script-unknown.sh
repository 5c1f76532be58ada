# needs: nginx curl php-fpm8.2
# version: nginx -v

PORT=5718

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

server_with_root() {
    configure "server { listen 127.0.0.1:$PORT; root $1; location / { fastcgi_pass unix:$HOME/php.sock; fastcgi_param SCRIPT_FILENAME \$document_root\$fastcgi_script_name; fastcgi_param REQUEST_METHOD \$request_method; } }"
}

setup() {
    mkdir site
    echo '<?php echo "ok\n";' > site/index.php
    cat > fpm.conf <<FPM
[global]
error_log = $HOME/fpm.log
daemonize = no
[www]
listen = $HOME/php.sock
pm = static
pm.max_children = 1
FPM
    php-fpm8.2 -y fpm.conf > fpm.out 2>&1 &
    echo $! > backend.pid
    for _ in $(seq 50); do [ -S php.sock ] && break; sleep 0.1; done
    server_with_root "$HOME/old-site"
    start
}

reproduce() {
    : > error.log
    curl -sS -f "http://127.0.0.1:$PORT/index.php" && return
    cat error.log
    return 1
}

fix() {
    server_with_root "$HOME/site"
    reload
}

teardown() {
    kill "$(cat nginx.run)"
    kill "$(cat backend.pid)"
}
