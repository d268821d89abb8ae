#!/usr/bin/env bash
# Compile TVM's runtime to WebAssembly objects, which every model library is linked with, out of PyPI wheels:
# build_runtime.sh SITE_PACKAGES HEADERS OUT_DIR
# SITE_PACKAGES holds tvm and tvm_ffi, HEADERS is include/ of apache-tvm-tirx.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
site=$1
headers=$2
mkdir -p "$3"
out=$(cd "$3" && pwd)
tree=$out/tree

rm -rf "$tree"
mkdir -p "$tree/src" "$tree/3rdparty" "$tree/include_support/tvm"
# Copied, not linked: sources say #include "../support/x.h", and in a linked folder ".." would be site-packages.
cp -r "$site/tvm/src/runtime" "$tree/src/runtime"
cp -r "$site/tvm/web" "$tree/web"
# The wheel lacks every folder named "support".
cp -r "$here/runtime/support" "$tree/src/support"
cp -r "$headers/tvm/support" "$tree/include_support/tvm/support"
ln -s "$site/tvm/include" "$tree/include"
ln -s "$site/tvm_ffi" "$tree/3rdparty/tvm-ffi"
cp -r "$here/runtime/missing" "$here/runtime/pack.cc" "$tree/"

# Relative paths only: the compiler writes them into the library, which would then differ from folder to folder.
cd "$tree"
includes=(
  -I. -Iinclude -Iinclude_support -Imissing
  -I3rdparty/tvm-ffi/include -I3rdparty/tvm-ffi/3rdparty/dlpack/include
)
flags=(
  -Oz -std=c++17 -Wno-ignored-attributes
  # Each of these macros stands for EMSCRIPTEN_KEEPALIVE, which exports its symbol. Empty, the linker drops
  # whatever the exports in compiler/library.py do not reach: 0.5 MB.
  -DTVM_DLL= -DTVM_DLL_EXPORT= -DTVM_RUNTIME_DLL= -DTVM_RUNTIME_DLL_EXPORT= -DTVM_FFI_DLL= -DTVM_FFI_DLL_EXPORT=
)
emcc "${includes[@]}" "${flags[@]}" -c -o "$out/wasm_runtime.o" pack.cc
emcc "${includes[@]}" "${flags[@]}" -c -o "$out/webgpu_runtime.o" web/emcc/webgpu_runtime.cc
