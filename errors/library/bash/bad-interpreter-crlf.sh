# needs: bash sed
# version: bash --version
# A script with Windows line ends, started by its name.
setup() {
    printf '#!/bin/bash\r\necho hi\r\n' > deploy.sh
    chmod +x deploy.sh
}
reproduce() { bash -c ./deploy.sh; }
fix() { sed -i 's/\r$//' deploy.sh; }
