# needs: go
# version: go version
setup() { printf 'module example.com/app\ngo 1.16\n' > go.mod; mkdir utils; echo 'package utils' > utils/u.go; printf 'package main\nimport _ "example.com/app/utils"\nfunc main(){}\n' > main.go; echo off > mode; }
reproduce() { GO111MODULE=$(cat mode) go list -deps .; }
fix() { echo on > mode; }
