#!/bin/sh
# Sees to Java, the Nu Html Checker and the schema of SARIF for the tests, from npm packages
# that scripts/html-checker locks, into build/cache. See packages.sh for what happens
# where something cannot be installed.
set -eu
cd "$(dirname "$0")/.."
. scripts/packages.sh

# The place where tests/evidence/markup.py looks.
place=build/cache/html-checker
jar=$place/node_modules/vnu-jar/build/dist/vnu.jar

packages=""
command -v java >/dev/null 2>&1 || packages="default-jre-headless"
command -v npm >/dev/null 2>&1 || packages="$packages npm"

# shellcheck disable=SC2086 # a list of words, on purpose
[ -z "$packages" ] || install_packages java java $packages

# No script of the package runs: its own would fetch a Java from elsewhere.
if ! cmp -s scripts/html-checker/package-lock.json $place/package-lock.json || [ ! -f $jar ]; then
    echo "java: installing the Nu Html Checker"
    mkdir -p $place
    cp scripts/html-checker/package.json scripts/html-checker/package-lock.json $place/
    npm ci --prefix $place --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >&2 ||
        { rm -f $place/package-lock.json; give_up java java "the checker could not be installed"; }
fi
java -jar $jar --version >/dev/null ||
    give_up java java "the checker does not run; it needs Java 17 or newer"
