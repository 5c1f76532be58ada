# needs: git
# version: git --version
setup() { git config --global user.useConfigOnly true; git init -q app; echo a > app/a; git -C app add a; }
reproduce() { git -C app commit -m "Initial commit"; }
fix() { git config --global user.name "Alice Example"; git config --global user.email alice@example.com; }
