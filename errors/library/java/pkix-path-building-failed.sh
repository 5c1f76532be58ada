# needs: java javac keytool openssl
# version: java -version

PORT=5703

setup() {
    cat > Get.java <<'END'
import java.net.*;
public class Get {
    public static void main(String[] a) throws Exception {
        System.out.println(((HttpURLConnection) new URL(a[0]).openConnection()).getResponseCode());
    }
}
END
    javac Get.java
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.crt \
        -days 2 -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost"
    openssl s_server -accept "127.0.0.1:$PORT" -www -key server.key -cert server.crt > server.log 2>&1 &
    echo $! > server.pid
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && break
        sleep 0.1
    done
    printf '%s\n' '-Xmx64m' > options
}

reproduce() {
    java @options Get "https://localhost:$PORT/"
}

fix() {
    keytool -importcert -noprompt -alias company-ca -file server.crt -keystore truststore.p12 -storepass changeit
    printf '%s\n' "-Djavax.net.ssl.trustStore=$HOME/truststore.p12" -Djavax.net.ssl.trustStorePassword=changeit >> options
}

teardown() {
    kill "$(cat server.pid)"
}
