# needs: ssh-add ssh-agent ssh-keygen
# version: ssh -V
setup() { ssh-keygen -q -t ed25519 -N '' -f key; }
# Each function may run in a shell of its own: the variables are kept in a file.
reproduce() { [ -f agent.env ] && . ./agent.env; ssh-add key; }
fix() { ssh-agent -s > agent.env; }
teardown() { . ./agent.env; ssh-agent -k; }
