#!/usr/bin/env bash
# Everything that must hold, in the order in which it is quickest to learn that it does not.
set -euo pipefail
cd "$(dirname "$0")/.."

ruff format --check -q .
ruff check -q .
mypy
lint-imports --no-logo >/dev/null || lint-imports --no-logo
peersteps check
pytest "$@"
