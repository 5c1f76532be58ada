# needs: java javac
# version: javac -version

setup() {
    printf 'public class App { public static void main(String[] a) { } }\n' > App.java
    echo '-target 99' > options
}

reproduce() { javac @options App.java; }

fix() { echo '--release 11' > options; }
