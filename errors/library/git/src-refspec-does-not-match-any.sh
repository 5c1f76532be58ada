# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com
  git init -q --bare hub.git
  git -c init.defaultBranch=master init -q app
  cd app; git remote add origin ../hub.git; echo 1 > a; git add a; git commit -qm one
}
reproduce() { git -C app push -u origin main; }
fix() { git -C app branch -m main; }
