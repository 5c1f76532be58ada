# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com; git config --global init.defaultBranch main
  git init -q app; cd app; printf 'port: 80\n\n\n\nlog: info\n' > conf.yml; git add .; git commit -qm base
  git switch -qc feature; sed -i 's/info/debug/' conf.yml; git commit -qam debug; git switch -q main
  sed -i 's/80/8080/' conf.yml
}
reproduce() { git -C app switch feature; }
fix() { cd app; git stash push -q; git switch -q feature; git stash pop; git add .; git commit -qm 'Local port'; }
