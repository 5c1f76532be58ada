# needs: java javac
# version: java -version

setup() {
    cat > Open.java <<'END'
public class Open {
    public static void main(String[] a) throws Exception {
        String.class.getDeclaredField("value").setAccessible(true);
        System.out.println("ok");
    }
}
END
    javac Open.java
    echo -Xmx64m > options
}

reproduce() { java @options Open; }

fix() { echo '--add-opens java.base/java.lang=ALL-UNNAMED' >> options; }
