#!/usr/bin/env bash
# Writes requirements/*.txt from pyproject.toml: exact versions with hashes, for every platform, without index addresses.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() { # compile OUTPUT EXTRAS...
  local out=$1
  shift
  uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
    --no-header --only-binary :all: --group build "$@" pyproject.toml -o "$out"
}

printf 'uv\n' | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
  --no-header - -o requirements/uv.txt
compile requirements/start.txt --extra all
compile requirements/test.txt --extra all --extra test
sed -i '/^--only-binary/d' requirements/*.txt
