# needs: make sed
# version: make --version
setup() { printf 'all:\n    echo hi\n' > Makefile; }
reproduce() { make; }
fix() { sed -i.bak -E '2s/^ +/\t/' Makefile; }
