# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com; git config --global init.defaultBranch main
  git init -q shop; git -C shop commit -q --allow-empty -m one
  git -C shop worktree add -q ../hotfix; mv shop shop-new
}
reproduce() { git -C hotfix status; }
fix() { git -C shop-new worktree repair ../hotfix; }
