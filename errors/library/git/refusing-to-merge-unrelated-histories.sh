# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com; git config --global init.defaultBranch main
  git init -q site; (cd site; echo '# App' > README.md; git add .; git commit -qm 'Initial commit')
  git init -q app; cd app; echo app > app.py; git add .; git commit -qm app; git remote add origin ../site; git fetch -q
}
reproduce() { git -C app merge origin/main; }
fix() { git -C app rebase origin/main; }
