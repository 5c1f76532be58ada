# needs: java javac
# version: java -version
setup() {
    printf 'public class App { public static void main(String[] a) { System.out.println("Hello"); } }\n' > App.java
    javac App.java
    # the bytes in which a class file bears its version, raised far beyond this Java
    printf '\000\377' | dd of=App.class bs=1 seek=6 conv=notrunc
}
reproduce() { java -Xmx64m App; }
fix() { javac --release 11 App.java; }
