# needs: git
# version: git --version
setup() {
  git config --global user.name Alice; git config --global user.email alice@example.com
  git config --global init.defaultBranch main; git config --global protocol.file.allow always
  git init -q lib; git -C lib commit -q --allow-empty -m one
  git init -q app; git clone -q lib app/lib; cd app; git add lib; git commit -qm lib
}
reproduce() { git -C app submodule update --init; }
fix() { cd app; git rm -q --cached lib; git submodule add "$HOME/lib" lib; git commit -qm 'Register submodule'; }
