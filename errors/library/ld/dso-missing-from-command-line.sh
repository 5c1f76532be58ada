# needs: gcc
# version: ld --version
setup() { echo 'int base(void){return 0;}' > base.c; gcc -shared -fPIC base.c -o libbase.so
 echo 'int base(void);int mid(void){return base();}' > mid.c; gcc -shared -fPIC mid.c -o libmid.so -L. -lbase
 echo 'int mid(void);int base(void);int main(void){return mid()+base();}' > d.c; }
reproduce() { gcc d.c -L. -lmid $(cat libs 2>/dev/null) -Wl,-rpath,. -o d; }
fix() { echo -lbase > libs; }
