# Runs one proof: setup, reproduce (must fail), fix, reproduce again (must succeed), teardown.
# The exit code says what went wrong: 3 setup, 4 the error did not appear, 5 fix, 6 the error is still there.
# Its own files are hidden, so that a proof may call its files what it likes.
cd "$HOME" || exit 3
source "$1"
trap 'declare -F teardown >/dev/null && teardown >/dev/null 2>&1' EXIT

# In a list such as `step || ...` the shell would ignore `set -e` inside the step: hence the separate test.
step() {
    (set -e; "$1") >".$1.log" 2>&1
    [ $? -eq 0 ] || { tail -n 5 ".$1.log" >&2; exit "$2"; }
}

if declare -F setup >/dev/null; then step setup 3; fi
reproduce >.error.log 2>&1 && exit 4
step fix 5
reproduce >.fixed.log 2>&1 || { tail -n 5 .fixed.log >&2; exit 6; }
