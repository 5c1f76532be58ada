# needs: apt-get
# version: apt-get --version
# A repository in a directory whose lists have not been fetched yet.
setup() {
    mkdir -p repo state/lists/partial cache/archives/partial etc/apt
    printf 'Package: hello-test\nVersion: 1.0\nArchitecture: all\nFilename: ./hello-test.deb\nSize: 1\nSHA256: 0\n\n' > repo/Packages
    touch status
    echo "deb [trusted=yes] file:$HOME/repo ./" > etc/apt/sources.list
}
options() {
    apt-get -o Dir::State="$HOME/state" -o Dir::State::status="$HOME/status" -o Dir::Cache="$HOME/cache" \
        -o Dir::Etc="$HOME/etc/apt" -o Acquire::Languages=none "$@"
}
reproduce() { options --simulate install hello-test; }
fix() { options update; }
