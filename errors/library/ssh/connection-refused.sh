# needs: ssh sshd ssh-keygen
# version: ssh -V
setup() {
  ssh-keygen -q -t ed25519 -N '' -f hostkey; ssh-keygen -q -t ed25519 -N '' -f mykey; cp mykey.pub authorized_keys
  printf '%s\n' "Port 18722" "ListenAddress 127.0.0.1" "HostKey $PWD/hostkey" "PidFile $PWD/sshd.pid" "UsePAM no" "StrictModes no" \
    "AuthorizedKeysFile $PWD/authorized_keys" "Subsystem sftp internal-sftp" > sshd_config
  printf '[127.0.0.1]:18722 %s\n' "$(cut -d' ' -f1,2 hostkey.pub)" > known_hosts
}
# Reached means: any answer but a refusal. An sshd of an ordinary user cannot give a login to everybody.
reproduce() { ssh -F none -p 18722 -o BatchMode=yes -o PubkeyAuthentication=no -o UserKnownHostsFile=known_hosts 127.0.0.1 true 2>&1 | tee out; ! grep refused out; }
fix() { "$(command -v sshd)" -f sshd_config -E sshd.log; for _ in $(seq 30); do [ -s sshd.pid ] && break; sleep 0.1; done; }
teardown() { kill "$(cat sshd.pid)"; }
