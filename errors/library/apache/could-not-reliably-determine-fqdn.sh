# needs: apache2
# version: apache2 -v | head -n 1

PORT=5732

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
    configure ""
}

reproduce() {
    # The message is a warning: the check fails here if it is printed.
    ! apache2 -f "$HOME/apache.conf" -t 2>&1 | tee check.log | grep AH00558
}

fix() {
    configure "ServerName localhost"
}
