# needs: git
# version: git --version
# Another owner needs root; git's own test switch makes it believe in one.
setup() { git init -q app; }
reproduce() { GIT_TEST_ASSUME_DIFFERENT_OWNER=1 git -C app status; }
fix() { git config --global --add safe.directory "$PWD/app"; }
