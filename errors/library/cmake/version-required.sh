# needs: cmake
# version: cmake --version
setup() { printf 'cmake_minimum_required(VERSION 9.30)\nproject(x NONE)\n' > CMakeLists.txt; }
reproduce() { cmake -S . -B build; }
fix() { sed -i 's/9.30/3.10/' CMakeLists.txt; }
