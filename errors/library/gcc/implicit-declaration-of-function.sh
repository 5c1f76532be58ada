# needs: gcc
# version: gcc --version
setup() { printf '#include <string.h>\nint main(void){ char *p = strdup("x"); return p[0] != 120; }\n' > main.c; echo -std=c99 > flags; }
reproduce() { gcc $(cat flags) -Werror=implicit-function-declaration -c main.c; }
fix() { echo -std=gnu99 > flags; }
