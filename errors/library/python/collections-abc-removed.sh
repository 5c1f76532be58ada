# needs: python3 sed
# version: python3 --version
# Old code takes Mapping from collections; it is changed to collections.abc.
setup() { printf 'import collections\n\nprint(isinstance({}, collections.Mapping))\n' > old.py; }
reproduce() { python3 old.py; }
fix() { sed -i -E -e 's/\bcollections\.(Mapping)\b/collections.abc.\1/g' -e 's/^import collections$/import collections.abc/' old.py; }
