# needs: yarnpkg node
# version: yarnpkg --version
setup() { echo '{"name":"my-app","version":"1.0.0","license":"MIT","engines":{"node":"4.x"}}' > package.json; }
reproduce() { yarnpkg install --offline; }
fix() { sed -i 's/"4.x"/">=4"/' package.json; }
