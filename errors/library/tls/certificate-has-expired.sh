# needs: openssl curl
# version: openssl version

PORT=5703

certificate() { # first day, last day: the same key and CA, other dates
    rm -f index.txt* serial*
    touch index.txt
    echo "$3" > serial
    openssl ca -config ca.cnf -batch -notext -keyfile ca.key -cert ca.crt -in server.csr -out server.crt \
        -startdate "$1" -enddate "$2"
}

serve() {
    openssl s_server -accept "127.0.0.1:$PORT" -www -key server.key -cert server.crt > server.log 2>&1 &
    echo $! > server.pid
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return
        sleep 0.1
    done
}

setup() {
    cat > ca.cnf <<'CNF'
[ca]
default_ca = test
[test]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
x509_extensions = server
[any]
commonName = supplied
[server]
subjectAltName = DNS:localhost
CNF
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt -days 2 -subj "/CN=Test CA"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr -subj "/CN=localhost"
    certificate 20200101000000Z 20200401000000Z 01
    serve
}

reproduce() {
    curl -sS --cacert ca.crt "https://localhost:$PORT/"
}

fix() {
    certificate "$(date -u -d yesterday +%Y%m%d%H%M%SZ)" "$(date -u -d tomorrow +%Y%m%d%H%M%SZ)" 02
    kill "$(cat server.pid)"
    sleep 0.3
    serve
}

teardown() {
    kill "$(cat server.pid)"
}
