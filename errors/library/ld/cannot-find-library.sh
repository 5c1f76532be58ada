# needs: gcc ar
# version: ld --version
setup() { mkdir lib; printf 'int f(void){return 0;}\n' > f.c; gcc -c f.c; ar rcs lib/libfoobar.a f.o; printf 'int f(void);int main(void){return f();}\n' > main.c; }
reproduce() { gcc main.c $(cat flags 2>/dev/null) -lfoobar -o app; }
fix() { echo -Llib > flags; }
