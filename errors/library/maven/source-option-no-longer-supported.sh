# needs: java javac
# version: javac -version

setup() {
    printf 'public class App { public static void main(String[] a) { } }\n' > App.java
    echo '-source 1.6 -target 1.6' > options
}

reproduce() { javac @options App.java; }

fix() { echo '--release 8' > options; }
