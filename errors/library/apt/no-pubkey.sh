# needs: apt-get gpg gpgv
# version: apt-get --version
# A repository in a directory; the entry names a key file that is not there yet.
setup() {
    export GNUPGHOME="$HOME/gnupg"
    mkdir -p -m 700 gnupg && mkdir -p repo/dists/stable/main/binary-all state/lists/partial cache/archives/partial etc/apt
    gpg --batch --passphrase '' --quick-gen-key 'Repository <repo@example.com>' ed25519 sign 1d
    gpg --export > public.gpg
    touch repo/dists/stable/main/binary-all/Packages status
    cd repo/dists/stable
    {
        printf 'Suite: stable\nCodename: stable\nArchitectures: all\nComponents: main\nDate: Sat, 01 Jun 2024 00:00:00 UTC\nSHA256:\n'
        printf ' %s 0 main/binary-all/Packages\n' "$(sha256sum main/binary-all/Packages | cut -d ' ' -f 1)"
    } > Release
    gpg --batch --clearsign -o InRelease Release
    gpgconf --kill all
    echo "deb [arch=all signed-by=$HOME/key.gpg] file:$HOME/repo stable main" > "$HOME/etc/apt/sources.list"
}
reproduce() {
    apt-get -o Dir::State="$HOME/state" -o Dir::State::status="$HOME/status" -o Dir::Cache="$HOME/cache" \
        -o Dir::Etc="$HOME/etc/apt" -o APT::Update::Error-Mode=any -o Acquire::Languages=none update
}
fix() { cp public.gpg key.gpg; }
