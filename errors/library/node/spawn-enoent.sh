# needs: node
# version: node --version
setup() { echo 'require("child_process").spawn("ls -la", { stdio: "inherit" })' > app.js; }
reproduce() { PATH=/usr/bin:/bin "$(command -v node)" app.js; }
fix() { sed -i 's/spawn("ls -la", /spawn("ls", ["-la"], /' app.js; }
