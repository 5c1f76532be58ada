# needs: go
# version: go version
setup() { printf 'package main\nvar m = map[string]*int{}\nfunc main(){ println(*m["a"]) }\n' > a.go; }
reproduce() { GO111MODULE=off go run a.go; }
fix() { printf 'package main\nvar m = map[string]*int{}\nfunc main(){ if p, ok := m["a"]; ok { println(*p) } }\n' > a.go; }
