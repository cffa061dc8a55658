#!/usr/bin/env bash
# What the tests need beside Python packages: Chromium, fonts it can draw with, and the TypeScript checker.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing Chromium ..."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-dejavu-core >/dev/null
  else
    say "The tests drive a real browser. Install Chromium, for example: sudo apt-get install chromium"
    exit 1
  fi
fi

# Node comes from the test environment where the machine has none.
if [ ! -x node_modules/.bin/tsc ]; then
  say "Installing the TypeScript checker ..."
  npm ci --silent --ignore-scripts
fi
