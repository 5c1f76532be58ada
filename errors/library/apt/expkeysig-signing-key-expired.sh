# needs: apt-get gpg gpgv
# version: apt-get --version
# A repository in a directory, signed with a key whose first copy has expired and whose second has been prolonged.
setup() {
    export GNUPGHOME="$HOME/gnupg"
    mkdir -p -m 700 gnupg && mkdir -p repo/dists/stable/main/binary-all state/lists/partial cache/archives/partial etc/apt
    gpg --batch --passphrase '' --faked-system-time 20240101T000000 --quick-gen-key 'Repository <repo@example.com>' ed25519 sign 1y
    gpg --export > old.gpg
    gpg --batch --passphrase '' --faked-system-time 20240601T000000 --quick-set-expire "$(gpg --list-keys --with-colons | awk -F: '/^fpr/ {print $10; exit}')" 20y
    gpg --export > renewed.gpg
    cp old.gpg key.gpg
    touch repo/dists/stable/main/binary-all/Packages status
    cd repo/dists/stable
    {
        printf 'Suite: stable\nCodename: stable\nArchitectures: all\nComponents: main\nDate: Sat, 01 Jun 2024 00:00:00 UTC\nSHA256:\n'
        printf ' %s 0 main/binary-all/Packages\n' "$(sha256sum main/binary-all/Packages | cut -d ' ' -f 1)"
    } > Release
    gpg --batch --faked-system-time 20240601T000000 --clearsign -o InRelease Release
    gpgconf --kill all
    echo "deb [arch=all signed-by=$HOME/key.gpg] file:$HOME/repo stable main" > "$HOME/etc/apt/sources.list"
}
reproduce() {
    apt-get -o Dir::State="$HOME/state" -o Dir::State::status="$HOME/status" -o Dir::Cache="$HOME/cache" \
        -o Dir::Etc="$HOME/etc/apt" -o APT::Update::Error-Mode=any -o Acquire::Languages=none update
}
fix() { cp renewed.gpg key.gpg; }
