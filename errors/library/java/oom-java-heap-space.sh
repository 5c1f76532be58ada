# needs: java javac
# version: java -version
setup() {
    cat > App.java <<'J'
public class App {
    public static void main(String[] a) {
        java.util.List<byte[]> l = new java.util.ArrayList<>();
        for (int i = 0; i < 40; i++) l.add(new byte[1 << 20]);
        System.out.println("done " + l.size());
    }
}
J
    javac App.java
    echo 16m > limit
}
reproduce() { java -XX:+UseSerialGC "-Xmx$(cat limit)" App; }
fix() { echo 128m > limit; }
