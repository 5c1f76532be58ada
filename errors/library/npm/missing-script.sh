# needs: npm node
# version: npm --version
setup() { echo '{"name":"my-app","version":"1.0.0","scripts":{"dev":"node -v"}}' > package.json; }
reproduce() { npm run start; }
fix() { npm pkg set scripts.start="npm run dev"; }
