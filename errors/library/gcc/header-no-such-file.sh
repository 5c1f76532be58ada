# needs: gcc
# version: gcc --version
setup() { mkdir inc; echo '#define X 0' > inc/vec.h; printf '#include <vec.h>\nint main(void){return X;}\n' > main.c; }
reproduce() { gcc $(cat flags 2>/dev/null) main.c -o app; }
fix() { echo -Iinc > flags; }
