# Sourced by rebuild.sh and smollm2.sh: the tools they need, all from package registries.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/.sotto/test-model
objects=$work/objects
python=$work/venv/bin/python

say() { printf '== %s (%d s)\n' "$1" "$SECONDS"; }

prepare_toolchain() {
  say 'Emscripten'
  ensure_emscripten
  say 'Python packages'
  mkdir -p "$work"
  [ -x "$python" ] || python3 -m venv "$work/venv"
  "$python" -m pip install -q -r "$here/requirements/compile.txt"
  # Beside the environment, not in it: this wheel is a second, incompatible TVM.
  unpack_package headers
  say 'Runtime objects'
  # Always made anew: objects of an older source would make the comparison of bytes lie.
  "$here/build_runtime.sh" "$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')" \
    "$work/headers/tvm_tirx/include" "$objects"
}

ensure_emscripten() {
  if ! command -v emcc >/dev/null; then
    if [ "$EUID" != 0 ] || ! command -v apt-get >/dev/null; then
      echo 'emcc is missing. On Debian 12: apt-get install emscripten' >&2
      exit 1
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends emscripten >/dev/null
  fi
  local version
  version=$(emcc -dumpversion)
  if [ "$version" != 3.1.6 ]; then
    echo "emcc is $version, not 3.1.6: the library will work, but with other bytes" >&2
  fi
}

# unpack_package NAME: the packages of requirements/NAME.txt, without what they depend on, into $work/NAME.
unpack_package() {
  "$python" -m pip install -q --no-deps --no-compile --upgrade --target "$work/$1" -r "$here/requirements/$1.txt"
}

compile() { (cd "$here" && PYTHONDONTWRITEBYTECODE=1 "$python" -m compiler "$@" --runtime "$objects"); }

# verify README FOLDER: compare the folder with the table of files in the README, whose rows are
# | `file` | … | `SHA-256` |
verify() {
  # shellcheck disable=SC2016
  sed -nE 's/^\| `([^`]+)` +\|.* `([0-9a-f]{64})` \|$/\2  \1/p' "$1" | (cd "$2" && sha256sum --check --strict -)
}
