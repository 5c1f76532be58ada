# needs: ansible-playbook sudo
# version: ansible-playbook --version | head -n 1

setup() {
    printf '%s\n' '- hosts: localhost' '  connection: local' '  gather_facts: false' '  become: true' \
        "  vars: {ansible_remote_tmp: $HOME/tmp}" '  tasks:' '    - ansible.builtin.command: id -un' > site.yml
}

reproduce() { timeout 30 ansible-playbook -i localhost, site.yml; }

fix() { sed -i 's/become: true/become: false/' site.yml; }
