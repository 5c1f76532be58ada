# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com
  git config --global init.defaultBranch main; git config --global protocol.file.allow always
  git init -q --bare lib.git; git clone -q lib.git lib; (cd lib; git commit -q --allow-empty -m one; git push -q origin main)
  git init -q --bare app.git; git clone -q app.git app; cd app; git submodule add -q "$HOME/lib.git" lib; git commit -qm lib
  git -C lib commit -q --allow-empty -m two; git commit -qam bump; git push -q origin main
}
reproduce() { rm -rf clone; git clone --recurse-submodules "$HOME/app.git" clone; }
fix() { git -C app/lib push origin HEAD:main; }
