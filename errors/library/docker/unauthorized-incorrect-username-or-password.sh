# needs: docker-registry skopeo htpasswd
# version: skopeo --version

PORT=5619
AUTH="$HOME/auth.json"

setup() {
    htpasswd -Bbn ana current-token > htpasswd
    cat > registry.yml <<YAML
version: 0.1
storage: {filesystem: {rootdirectory: $HOME/store}}
http: {addr: "127.0.0.1:$PORT"}
auth: {htpasswd: {realm: example, path: $HOME/htpasswd}}
YAML
    docker-registry serve registry.yml > registry.log 2>&1 &
    echo $! > registry.pid
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && break
        sleep 0.1
    done
    echo revoked-token > token.txt
}

reproduce() {
    skopeo login --authfile "$AUTH" --tls-verify=false -u ana --password-stdin "127.0.0.1:$PORT" < token.txt
}

fix() {
    echo current-token > token.txt
}

teardown() {
    kill "$(cat registry.pid)"
}
