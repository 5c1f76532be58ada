# needs: gcc
# version: ldd --version
setup() { mkdir lib; echo 'int f(void){return 0;}' > f.c; gcc -shared -fPIC f.c -Wl,-soname,libfoo.so.1 -o lib/libfoo.so.1; ln -s libfoo.so.1 lib/libfoo.so; echo 'int f(void);int main(void){return f();}' > m.c; gcc m.c -Llib -lfoo -o app; }
reproduce() { ./app; }
fix() { gcc m.c -Llib -lfoo -Wl,-rpath,'$ORIGIN/lib' -o app; }
