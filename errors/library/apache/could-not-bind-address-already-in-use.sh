# needs: apache2 python3
# version: apache2 -v | head -n 1

PORT=5731

# Everything below HOME: Apache runs without privileges.
configure() {
    cat > apache.conf <<CONF
ServerRoot $HOME
PidFile $HOME/apache.pid
DefaultRuntimeDir $HOME
ErrorLog $HOME/error.log
Listen 127.0.0.1:$PORT
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
DocumentRoot $HOME/site
$1
CONF
}

wait_for_port() {
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return
        sleep 0.1
    done
}

setup() {
    mkdir site
    configure "ServerName localhost"
    python3 -m http.server "$PORT" --bind 127.0.0.1 > other.log 2>&1 &
    echo $! > other.pid
    wait_for_port
}

reproduce() {
    # Runs on if it can bind: then it is ended after three seconds, which counts as success.
    timeout 3 apache2 -f "$HOME/apache.conf" -DFOREGROUND
    [ $? -eq 124 ]
}

fix() {
    kill "$(cat other.pid)"
    sleep 0.3
}
