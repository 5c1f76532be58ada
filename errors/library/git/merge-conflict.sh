# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com; git config --global init.defaultBranch main
  git init -q app; cd app; echo 'timeout = 10' > app.conf; git add .; git commit -qm base
  git switch -qc feature; echo 'timeout = 60' > app.conf; git commit -qam feature
  git switch -q main; echo 'timeout = 30' > app.conf; git commit -qam main
}
reproduce() { git -C app merge feature; }
fix() { cd app; git checkout --theirs -- app.conf; git add app.conf; git commit --no-edit; }
