# needs: ansible-playbook
# version: ansible-playbook --version | head -n 1

setup() {
    printf '%s\n' '- hosts: localhost' '  connection: local' '  gather_facts: false' '  vars_files: [vars.yml]' '  tasks:' \
        '    - ansible.builtin.debug:' '        msg: "{{ app.port }}"' > site.yml
    echo 'app: {name: shop}' > vars.yml
}

reproduce() { ansible-playbook -i localhost, site.yml; }

fix() { echo 'app: {name: shop, port: 8080}' > vars.yml; }
