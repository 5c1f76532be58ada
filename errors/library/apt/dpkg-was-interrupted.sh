# needs: apt-get dpkg
# version: apt-get --version
# A package database of its own, in which a run of dpkg left a journal entry behind.
setup() {
    mkdir -p root/var/lib/dpkg/updates root/var/lib/dpkg/info root/bin state/lists/partial cache/archives/partial etc
    cat > entry <<'DPKG'
Package: half
Status: install ok unpacked
Version: 1.0
Architecture: all
Maintainer: Ana <ana@example.com>
Description: a package that was unpacked and not configured

DPKG
    cp entry root/var/lib/dpkg/status
    cp entry root/var/lib/dpkg/updates/0001
    touch root/var/lib/dpkg/info/half.list root/var/lib/dpkg/available
}
reproduce() {
    apt-get -o Dir::State="$HOME/state" -o Dir::State::status="$HOME/root/var/lib/dpkg/status" \
        -o Dir::Cache="$HOME/cache" -o Dir::Etc="$HOME/etc" check
}
fix() { PATH="$PATH:/usr/sbin:/sbin" dpkg --force-not-root --root="$HOME/root" --log="$HOME/dpkg.log" --configure -a; }
