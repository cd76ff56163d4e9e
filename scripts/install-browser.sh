#!/bin/sh
# Sees to a Chromium for the browser tests; see packages.sh for what happens where it cannot.
set -eu
. "${0%/*}/packages.sh"

# The names that tests/support/browser.py looks for.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

install_packages browser browser chromium fonts-noto-core fonts-noto-cjk
