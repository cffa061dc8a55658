#!/usr/bin/env bash
# Makes .venv from a lock file: environment.sh requirements/start.txt
# Needs Python 3.11 or newer and a package index. Says what is missing instead of failing halfway.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=$1
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  say "peersteps needs Python 3.11 or newer. '$python' is $("$python" --version 2>&1 || echo missing)."
  say "Name another one: make start PYTHON=python3.12"
  exit 1
fi

if [ ! -x .venv/bin/python ]; then
  say "Making the environment .venv ..."
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      say "This Python comes without venv; installing python3-venv ..."
      apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
      say "This Python comes without venv. On Debian or Ubuntu: sudo apt-get install python3-venv"
      exit 1
    fi
  fi
  "$python" -m venv .venv
fi

say "Installing packages from $lock ..."
# uv takes seconds where pip takes a minute. pip alone does it too, where uv cannot reach the index.
export PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON_DOWNLOADS=never
.venv/bin/python -m pip install -q --require-hashes -r requirements/uv.txt
if ! VIRTUAL_ENV=$PWD/.venv .venv/bin/uv pip install -q --require-hashes -r "$lock"; then
  say "uv could not install everything; trying pip ..."
  .venv/bin/python -m pip install -q --require-hashes -r "$lock"
fi
.venv/bin/python -m pip install -q --no-deps --no-build-isolation -e .
