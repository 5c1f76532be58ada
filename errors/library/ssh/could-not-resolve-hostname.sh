# needs: ssh
# version: ssh -V
setup() { : > ssh_config; }
# Resolved means: another answer than the name's. The address has no server on that port.
reproduce() { ssh -F ssh_config -p 18799 -o BatchMode=yes web1.invalid true 2>&1 | tee out; ! grep resolve out; }
fix() { printf '%s\n' 'Host web1.invalid' '    HostName 127.0.0.1' > ssh_config; }
