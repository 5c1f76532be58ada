# needs: kubectl python3 openssl
# version: kubectl version --client

PORT=5752

# The smallest API server that kubectl can list pods from.
serve() { # arguments: "tls" and/or token=<the token it wants>
    python3 - "$PORT" "$@" > server.log 2>&1 <<'PY' &
import http.server, json, ssl, sys
port, *wishes = sys.argv[1:]
token = next((wish[6:] for wish in wishes if wish.startswith("token=")), None)
ANSWERS = {
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": [
        {"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["get", "list"]}]},
    "/api/v1/namespaces/default/pods": {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": []},
}
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answer, code = ANSWERS.get(self.path.split("?")[0]), 200
        if token and self.headers.get("Authorization") != "Bearer " + token:
            answer, code = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "Unauthorized", "reason": "Unauthorized", "code": 401}, 401
        elif answer is None:
            answer, code = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}, 404
        body = json.dumps(answer).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Handler)
if "tls" in wishes:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("server.crt", "server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
PY
    echo $! > server.pid
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return
        sleep 0.1
    done
}

certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.crt \
        -days 2 -subj "/CN=kube-apiserver" -addext "subjectAltName=IP:127.0.0.1"
}

setup() {
    certificate
    serve tls token=new
    kubectl config set-cluster lab --server="https://127.0.0.1:$PORT" --certificate-authority=server.crt --embed-certs=true
    kubectl config set-credentials ana --token=old
    kubectl config set-context lab --cluster=lab --user=ana
    kubectl config use-context lab
}

reproduce() {
    timeout 15 kubectl get pods
}

fix() {
    kubectl config set-credentials ana --token=new
}

teardown() {
    kill "$(cat server.pid)"
}
