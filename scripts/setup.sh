#!/bin/sh
# Makes .venv and installs the packages of one lock and Whereas itself, editable.
# Called by the Makefile: setup.sh runtime|dev LOCK. Fetches nothing that the lock does not name.
set -eu
cd "$(dirname "$0")/.."
kind=$1
lock=$2

fail() {
    echo "setup: $*" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    found=$("${PYTHON:-python3}" --version 2>/dev/null) || found=none
    fail "Python 3.11 or newer is needed, found: $found; name another with PYTHON=/path/to/python3"
}

make_venv() {
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        fail "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv"
    echo "setup: making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

# A folder that holds no Python that runs is left over from another machine or place.
is_new_enough .venv/bin/python || make_venv

echo "setup: installing the $kind packages of $lock"
pip() {
    .venv/bin/python -m pip --disable-pip-version-check --no-input -qq "$@"
}
pip install --require-hashes --only-binary :all: --requirement "$lock"
pip install --no-deps --no-build-isolation --editable .

touch .venv/.runtime
[ "$kind" = runtime ] || touch .venv/.dev
