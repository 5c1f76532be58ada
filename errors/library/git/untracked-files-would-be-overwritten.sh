# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com; git config --global init.defaultBranch main
  git init -q app; cd app; git commit -q --allow-empty -m base
  git switch -qc feature; echo theirs > new.txt; git add .; git commit -qm new; git switch -q main; echo mine > new.txt
}
reproduce() { git -C app switch feature; }
fix() { mv app/new.txt app/new.txt.mine; }
