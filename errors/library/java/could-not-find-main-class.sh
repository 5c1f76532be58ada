# needs: java javac
# version: java -version
setup() {
    mkdir -p src/com/acme
    printf 'package com.acme;\npublic class App { public static void main(String[] a) { System.out.println("Hello"); } }\n' > src/com/acme/App.java
    javac -d out src/com/acme/App.java
    echo App > name
}
reproduce() { java -Xmx64m -cp out "$(cat name)"; }
fix() { echo com.acme.App > name; }
