# needs: ssh-keygen
# version: ssh -V
setup() { ssh-keygen -q -t ed25519 -N '' -f key.pem; chmod 644 key.pem; }
reproduce() { ssh-keygen -y -f key.pem; }
fix() { chmod 600 key.pem; }
