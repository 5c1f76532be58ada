# needs: gcc
# version: ld --version
setup() { echo 'int gv=1; int *get(void){return &gv;}' > pic.c; echo -fno-pic > flags; }
reproduce() { gcc $(cat flags) -c pic.c && gcc -shared pic.o -o libpic.so; }
fix() { echo -fPIC > flags; }
