# needs: apache2 curl
# version: apache2 -v | head -n 1

PORT=5730

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

start() {
    apache2 -f "$HOME/apache.conf" -DFOREGROUND > apache.out 2>&1 &
    echo $! > apache.run
    wait_for_port
}

setup() {
    mkdir site
    echo ok > site/index.html
    configure "ServerName localhost
<Directory />
    Require all denied
</Directory>"
    start
}

reproduce() {
    : > error.log
    curl -sS -f "http://127.0.0.1:$PORT/index.html" && return
    grep AH01630 error.log
    return 1
}

fix() {
    configure "ServerName localhost
<Directory />
    Require all denied
</Directory>
<Directory $HOME/site>
    Require all granted
</Directory>"
    kill "$(cat apache.run)"
    wait "$(cat apache.run)" 2>/dev/null || sleep 1
    start
}

teardown() {
    kill "$(cat apache.run)"
}
