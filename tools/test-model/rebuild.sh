#!/usr/bin/env bash
# Rebuild the model of tests/fixtures/tiny-llama and compare it with the fixture: rebuild.sh [OUT_DIR]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/toolchain.sh"
fixture=$root/tests/fixtures/tiny-llama
# Made absolute here, since compile changes the folder.
out=$(realpath -m "${1:-$work/tiny-llama}")

prepare_toolchain
say 'Model'
compile tiny --weights "$here/tiny.npz" --tokenizer "$fixture/tokenizer.json" --context 2048 --out "$out"

say 'The fixture against its README'
verify "$fixture/README.md" "$fixture"
say "$out against the fixture"
verify "$fixture/README.md" "$out"
say 'Identical'
