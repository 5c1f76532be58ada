# needs: docker-registry skopeo python3
# version: skopeo --version

PORT=5618
IMAGE="docker://127.0.0.1:$PORT/team/app"
export XDG_RUNTIME_DIR="$HOME"

setup() {
    cat > registry.yml <<YAML
version: 0.1
storage: {filesystem: {rootdirectory: $HOME/store}}
http: {addr: "127.0.0.1:$PORT"}
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
    skopeo --insecure-policy --tmpdir "$HOME" copy --dest-tls-verify=false docker-archive:image.tar "$IMAGE:1.8"
}

reproduce() {
    skopeo inspect --tls-verify=false "$IMAGE:latest"
}

fix() {
    skopeo --insecure-policy --tmpdir "$HOME" copy --src-tls-verify=false --dest-tls-verify=false "$IMAGE:1.8" "$IMAGE:latest"
}

teardown() {
    kill "$(cat registry.pid)"
}
