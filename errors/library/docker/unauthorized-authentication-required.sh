# needs: docker-registry skopeo htpasswd python3
# version: skopeo --version

PORT=5617
IMAGE="docker://127.0.0.1:$PORT/team/app:1.8"
AUTH="$HOME/auth.json"

setup() {
    htpasswd -Bbn ana secret > htpasswd
    cat > registry.yml <<YAML
version: 0.1
storage: {filesystem: {rootdirectory: $HOME/store}}
http: {addr: "127.0.0.1:$PORT"}
auth: {htpasswd: {realm: example, path: $HOME/htpasswd}}
YAML
    docker-registry serve registry.yml > registry.log 2>&1 &
    echo $! > registry.pid
    # The smallest image there is: one empty layer.
    mkdir image layer
    tar -cf image/layer.tar -C layer .
    python3 - <<'PY'
import hashlib, json, pathlib
layer = hashlib.sha256(pathlib.Path("image/layer.tar").read_bytes()).hexdigest()
config = {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": [f"sha256:{layer}"]}}
pathlib.Path("image/config.json").write_text(json.dumps(config))
manifest = [{"Config": "config.json", "RepoTags": ["app:1.8"], "Layers": ["layer.tar"]}]
pathlib.Path("image/manifest.json").write_text(json.dumps(manifest))
PY
    tar -cf image.tar -C image layer.tar config.json manifest.json
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && break
        sleep 0.1
    done
    skopeo --insecure-policy --tmpdir "$HOME" copy --dest-creds ana:secret --dest-tls-verify=false docker-archive:image.tar "$IMAGE"
}

reproduce() {
    skopeo inspect --authfile "$AUTH" --tls-verify=false "$IMAGE"
}

fix() {
    echo secret | skopeo login --authfile "$AUTH" --tls-verify=false -u ana --password-stdin "127.0.0.1:$PORT"
}

teardown() {
    kill "$(cat registry.pid)"
}
