# needs: gcc
# version: gcc --version
setup() { printf 'int helper(int);\nint main(void){return helper(-1);}\n' > main.c; printf 'int helper(int x){return x+1;}\n' > helper.c; srcs=main.c; echo main.c > srcs; }
reproduce() { gcc $(cat srcs) -o app; }
fix() { echo main.c helper.c > srcs; }
