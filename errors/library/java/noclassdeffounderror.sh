# needs: java javac
# version: java -version
setup() {
    printf 'public class App { public static void main(String[] a) { new Dep(); System.out.println("done"); } }\nclass Dep {}\n' > App.java
    javac App.java
    rm Dep.class
}
reproduce() { java -Xmx64m App; }
fix() { javac App.java; }
