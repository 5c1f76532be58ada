# needs: go
# version: go version
setup() { mkdir -p lib app; printf 'module example.com/lib\ngo 1.19\n' > lib/go.mod; echo 'package lib' > lib/l.go; printf 'module example.com/app\ngo 1.19\n' > app/go.mod; printf 'package main\nimport _ "example.com/lib"\nfunc main(){}\n' > app/main.go; }
reproduce() { ( cd app; GOPROXY=off GOFLAGS= go list -deps . ); }
fix() { cd app; go mod edit -replace example.com/lib=../lib; GOPROXY=off GONOSUMDB=* go get example.com/lib; }
