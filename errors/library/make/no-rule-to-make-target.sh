# needs: make gcc
# version: make --version
setup() { printf 'app: main.o util.o\n\t$(CC) -o $@ $^\n' > Makefile; echo 'int main(void){return 0;}' > main.c; }
reproduce() { make; }
fix() { echo 'int util(void){return 0;}' > util.c; }
