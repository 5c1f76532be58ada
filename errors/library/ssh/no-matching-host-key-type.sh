# needs: ssh sshd sftp ssh-keygen
# version: ssh -V
setup() {
  ssh-keygen -q -t rsa -N '' -f hostkey; ssh-keygen -q -t ed25519 -N '' -f mykey; cp mykey.pub authorized_keys
  printf '%s\n' "HostKey $PWD/hostkey" "HostKeyAlgorithms ssh-rsa" "PidFile none" "AuthorizedKeysFile $PWD/authorized_keys" "StrictModes no" \
    "UsePAM yes" "Subsystem sftp internal-sftp" > sshd_config
  printf 'proof %s\n' "$(cut -d' ' -f1,2 hostkey.pub)" > known_hosts
  printf '%s\n' "Host proof" "  User $(id -un)" "  ProxyCommand $(command -v sshd) -i -f $PWD/sshd_config -E $PWD/sshd.log" \
    "  UserKnownHostsFile $PWD/known_hosts" "  IdentityFile $PWD/mykey" "  IdentitiesOnly yes" > ssh_config
}
reproduce() { printf 'pwd\n' | sftp -F ssh_config -b - proof; }
fix() { echo '  HostKeyAlgorithms +ssh-rsa' >> ssh_config; }
