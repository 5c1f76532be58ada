# needs: gcc python3-config
# version: python3-config --includes
# A build that does not ask python3-config where the headers lie.
setup() {
  cat > fast.c <<'C'
#include <Python.h>
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "fast", 0, -1, 0};
PyMODINIT_FUNC PyInit_fast(void) { return PyModule_Create(&module); }
C
  echo 'gcc -shared -fPIC -o fast.so fast.c' > build
}
reproduce() { bash build && python3 -c 'import fast'; }
fix() { echo 'gcc $(python3-config --includes) -shared -fPIC -o fast.so fast.c' > build; }
