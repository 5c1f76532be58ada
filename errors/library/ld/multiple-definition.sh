# needs: gcc
# version: gcc --version
setup() { echo 'int counter = 0;' > g.h; printf '#include "g.h"\nint main(void){return counter;}\n' > a.c; printf '#include "g.h"\nint f(void){return counter;}\n' > b.c; }
reproduce() { gcc *.c -o x; }
fix() { echo 'extern int counter;' > g.h; echo 'int counter = 0;' > counter.c; }
