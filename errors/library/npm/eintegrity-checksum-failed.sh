# needs: npm node
# version: npm --version
setup() {
  mkdir left-pad
  echo '{"name":"left-pad","version":"1.3.0"}' > left-pad/package.json
  npm pack ./left-pad
  echo '{"name":"my-app","version":"1.0.0","dependencies":{"left-pad":"file:left-pad-1.3.0.tgz"}}' > package.json
  npm install --offline --package-lock-only --no-audit --no-fund
  sed -i 's#"sha512-[^"]*"#"sha512-XI5MPzVNApjAyhQzphX8BkmKsKUxD4LdyK24iZeQGinBN9yTQT3bFlCBy/aVx2HrNcqQGsdot8ghrjyrvMCoEA=="#' package-lock.json
}
reproduce() { npm ci --offline --no-audit --no-fund; }
fix() {
  node -e 'const f="package-lock.json",l=JSON.parse(fs.readFileSync(f));delete l.packages["node_modules/left-pad"];fs.writeFileSync(f,JSON.stringify(l,null,2)+"\n")'
  npm install --offline --package-lock-only --no-audit --no-fund
}
