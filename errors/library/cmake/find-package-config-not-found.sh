# needs: cmake gcc make
# version: cmake --version
setup() { printf 'cmake_minimum_required(VERSION 3.10)\nproject(x C)\nfind_package(Foo REQUIRED)\n' > CMakeLists.txt; mkdir -p opt/lib/cmake/Foo; echo 'set(Foo_FOUND 1)' > opt/lib/cmake/Foo/FooConfig.cmake; }
reproduce() { cmake -S . -B build $(cat flags 2>/dev/null); }
fix() { echo -DCMAKE_PREFIX_PATH=$PWD/opt > flags; }
