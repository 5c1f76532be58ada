# needs: git
# version: git --version
setup() { git init -q app; echo a > app/a; touch app/.git/index.lock; }
reproduce() { git -C app add a; }
fix() { rm -f app/.git/index.lock; }
