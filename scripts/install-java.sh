#!/bin/sh
# Sees to Java and the Nu Html Checker for tests/test_html.py: the jar comes from npm's package
# vnu-jar, as scripts/html-checker locks it, into build/cache. Asks nothing: where it may not
# install something it says what is missing, and fails only if WHEREAS_REQUIRE names java.
set -eu
cd "$(dirname "$0")/.."

# The place where tests/evidence/markup.py looks.
place=build/cache/html-checker
jar=$place/node_modules/vnu-jar/build/dist/vnu.jar

give_up() {
    echo "java: $1; the HTML of the pages is then not checked" >&2
    case ",${WHEREAS_REQUIRE:-}," in
        *,java,*) exit 1 ;;
        *) exit 0 ;;
    esac
}

packages=""
command -v java >/dev/null 2>&1 || packages="default-jre-headless"
command -v npm >/dev/null 2>&1 || packages="$packages npm"

if [ -n "$packages" ]; then
    command -v apt-get >/dev/null 2>&1 || give_up "missing and not to be had by apt-get: $packages"
    if [ "$(id -u)" -eq 0 ]; then
        as_root=""
    elif sudo -n true >/dev/null 2>&1; then
        as_root="sudo -n"
    else
        give_up "only root may install what is missing: apt install $packages"
    fi
    echo "java: installing $packages"
    # shellcheck disable=SC2086 # lists of words, on purpose
    install() {
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 "$@" </dev/null
    }
    # shellcheck disable=SC2086
    { install update && install install -y --no-install-recommends $packages; } >&2 ||
        give_up "not installed: $packages"
fi

# No script of the package runs: its own would fetch a Java from elsewhere.
if ! cmp -s scripts/html-checker/package-lock.json $place/package-lock.json || [ ! -f $jar ]; then
    echo "java: installing the Nu Html Checker"
    mkdir -p $place
    cp scripts/html-checker/package.json scripts/html-checker/package-lock.json $place/
    npm ci --prefix $place --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >&2 ||
        { rm -f $place/package-lock.json; give_up "the checker could not be installed"; }
fi
java -jar $jar --version >/dev/null || give_up "the checker does not run; it needs Java 17 or newer"
