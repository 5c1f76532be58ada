# needs: go
# version: go version
setup() { printf 'package main\nfunc main(){}\n' > main.go; }
reproduce() { go list; }
fix() { go mod init example.com/app; }
