#!/bin/sh
# Sees to a Chromium for the browser tests. Asks nothing: where it may not install one it says
# how to get it, and fails only if WHEREAS_REQUIRE names the browser.
set -eu

# The names that tests/support/browser.py looks for.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

packages="chromium fonts-noto-core fonts-noto-cjk"

give_up() {
    echo "browser: $1; to run the browser tests: apt install $packages" >&2
    case ",${WHEREAS_REQUIRE:-}," in
        *,browser,*) exit 1 ;;
        *) exit 0 ;;
    esac
}

command -v apt-get >/dev/null 2>&1 || give_up "there is no Chromium and no apt-get"
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif sudo -n true >/dev/null 2>&1; then
    as_root="sudo -n"
else
    give_up "there is no Chromium, and only root may install it"
fi

echo "browser: installing $packages"
# shellcheck disable=SC2086 # lists of words, on purpose
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 "$@" </dev/null
}
{ install update && install install -y --no-install-recommends $packages; } >&2 ||
    give_up "Chromium could not be installed"
