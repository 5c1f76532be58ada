# needs: dpkg dpkg-deb
# version: dpkg --version
# Two packages with one common file; the second declares what it takes over after the fix.
package() { # name version extra-fields
    mkdir -p "build/$1/DEBIAN" "build/$1/usr/share/common"
    echo "$1" > "build/$1/usr/share/common/shared.txt"
    printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: Ana <ana@example.com>\nDescription: test\n%b' \
        "$1" "$2" "$3" > "build/$1/DEBIAN/control"
    dpkg-deb --root-owner-group -b "build/$1" "$1.deb"
}
as_user() { PATH="$PATH:/usr/sbin:/sbin" dpkg --force-not-root --root="$HOME/root" --log="$HOME/dpkg.log" "$@"; }
setup() {
    mkdir -p root/var/lib/dpkg/info root/var/lib/dpkg/updates
    touch root/var/lib/dpkg/status root/var/lib/dpkg/available
    package first 1.0 ''
    package second 2.0 ''
    as_user -i first.deb
}
reproduce() { as_user -i second.deb; }
fix() { package second 2.0 'Replaces: first (<< 2)\n'; }
