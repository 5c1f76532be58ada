# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com; git config --global init.defaultBranch main
  git init -q --bare hub.git
  git clone -q hub.git alice
  (cd alice; echo 1 > a; git add a; git commit -qm one; git push -q origin main; git switch -q -c feature/x)
}
reproduce() { git -C alice push; }
fix() { git -C alice push --set-upstream origin HEAD; }
