# needs: ssh sshd sftp ssh-keygen
# version: ssh -V
setup() {
  ssh-keygen -q -t ed25519 -N '' -f hostkey
  ssh-keygen -q -t ed25519 -N '' -f mykey
  cp mykey.pub authorized_keys; : > known_hosts
  printf '%s\n' "HostKey $PWD/hostkey" "PidFile none" "AuthorizedKeysFile $PWD/authorized_keys" "StrictModes no" "UsePAM yes" \
    "PasswordAuthentication no" "KbdInteractiveAuthentication no" "Subsystem sftp internal-sftp" > sshd_config
  printf '%s\n' "Host proof" "  User $(id -un)" "  ProxyCommand $(command -v sshd) -i -f $PWD/sshd_config -E $PWD/sshd.log" \
    "  UserKnownHostsFile $PWD/known_hosts" "  IdentityFile $PWD/mykey" "  IdentitiesOnly yes" "  StrictHostKeyChecking yes" > ssh_config
}
reproduce() { printf 'pwd\n' | sftp -F ssh_config -b - proof; }
fix() { printf 'proof %s\n' "$(cut -d' ' -f1,2 hostkey.pub)" >> known_hosts; }
