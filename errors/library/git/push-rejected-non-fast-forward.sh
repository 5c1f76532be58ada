# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com; git config --global init.defaultBranch main
  git init -q --bare hub.git
  git clone -q hub.git alice; (cd alice; echo 1 > a; git add a; git commit -qm one; git push -q origin main)
  git clone -q hub.git bob; (cd bob; echo 2 > b; git add b; git commit -qm two; git push -q)
  (cd alice; echo 3 > c; git add c; git commit -qm three)
}
reproduce() { git -C alice push origin main; }
fix() { git -C alice pull --rebase origin main; }
