# needs: go
# version: go version
setup() { printf 'package main\nfunc main(){ ch := make(chan int); go func(){ ch<-1 }(); for v := range ch { println(v) } }\n' > i.go; }
reproduce() { GO111MODULE=off go run i.go; }
fix() { sed -i 's/ch<-1 }/ch<-1; close(ch) }/' i.go; }
