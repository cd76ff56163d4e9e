#!/bin/sh
# Writes requirements.txt and requirements-dev.txt from pyproject.toml: the newest allowed
# versions, for every platform and Python from 3.11 on, with the hashes of all their files.
set -eu
cd "$(dirname "$0")/.."

export UV_CUSTOM_COMPILE_COMMAND="make lock"
compile() {
    .venv/bin/uv pip compile --quiet --no-config --upgrade --universal --python-version 3.11 \
        --fork-strategy fewest --generate-hashes --no-annotate --no-emit-index-url \
        --no-emit-find-links --only-binary :all: "$@"
}

compile pyproject.toml --group build --output-file requirements.txt
compile pyproject.toml --extra import --group dev --constraint requirements.txt \
    --output-file requirements-dev.txt
