# needs: ssh sshd ssh-keygen python3
# version: ssh -V
setup() {
  ssh-keygen -q -t ed25519 -N '' -f hostkey
  printf '%s\n' "Port 18724" "ListenAddress 127.0.0.1" "HostKey $PWD/hostkey" "PidFile $PWD/sshd.pid" "UsePAM no" "StrictModes no" "MaxStartups 1" > sshd_config
  "$(command -v sshd)" -f sshd_config -E sshd.log
  for _ in $(seq 30); do [ -s sshd.pid ] && break; sleep 0.1; done
  # Someone who connects and does not log in takes the only place.
  python3 -c 'import socket, time; s = socket.create_connection(("127.0.0.1", 18724)); time.sleep(30)' & echo $! > idle.pid
  sleep 1
}
# Reached means: the server's greeting came, and the host key is the next question.
reproduce() { ssh -F none -p 18724 -o BatchMode=yes -o UserKnownHostsFile=none 127.0.0.1 true 2>&1 | tee out; ! grep kex_exchange_identification out; }
fix() { sed -i 's/^MaxStartups.*/MaxStartups 30:30:100/' sshd_config; kill -HUP "$(cat sshd.pid)"; sleep 1; }
teardown() { kill "$(cat sshd.pid)" "$(cat idle.pid)"; }
