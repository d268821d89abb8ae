"""Command line: `python -m compiler tiny …` or `python -m compiler gguf …`."""

import argparse
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from gguf import GGUFReader

from . import gguf_import
from .config import Config
from .library import build_library
from .model_folder import NamedArray, write_chat_config, write_weights

# The tiny model was trained with a bare system message in front of the first turn, and with none.
BARE_SYSTEM_MESSAGE = {"system_template": "{system_message}", "system_message": ""}


def main() -> None:
    args = parse_arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.source == "tiny":
        make_tiny(args)
    else:
        make_from_gguf(args)


def parse_arguments() -> argparse.Namespace:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--runtime", type=Path, required=True, help="folder that build_runtime.sh filled")
    common.add_argument("--out", type=Path, required=True, help="model folder to write")
    common.add_argument("--context", type=int, required=True, help="context window in tokens")
    common.add_argument("--chunk", type=int, default=256, help="most tokens of one prefill")
    common.add_argument("--shaders", type=Path, help="file for the WGSL, to compare when bytes differ")
    parser = argparse.ArgumentParser(prog="compiler", description=__doc__)
    sources = parser.add_subparsers(dest="source", required=True)
    tiny = sources.add_parser("tiny", parents=[common], help="the model of train_tiny.py")
    tiny.add_argument("--weights", type=Path, required=True, help="tiny.npz")
    tiny.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json")
    gguf = sources.add_parser("gguf", parents=[common], help="a Llama in Q4_1 with an embedding in Q8_0")
    gguf.add_argument("--weights", type=Path, required=True, help="GGUF file")
    return parser.parse_args()


def make_tiny(args: argparse.Namespace) -> None:
    archive = np.load(args.weights)
    config = Config(**json.loads(str(archive["config"])))
    config.context, config.chunk = args.context, args.chunk
    weights = ((name, archive[name]) for name in archive.files if name != "config")
    shutil.copyfile(args.tokenizer, args.out / "tokenizer.json")
    write_model(args, config, weights, bf16=True)
    write_chat_config(config, args.out, BARE_SYSTEM_MESSAGE)


def make_from_gguf(args: argparse.Namespace) -> None:
    reader = GGUFReader(args.weights)
    config = gguf_import.read_config(reader, args.context, args.chunk)
    gguf_import.write_tokenizer(reader, args.out / "tokenizer.json")
    write_model(args, config, gguf_import.read_weights(reader, config), bf16=False)
    write_chat_config(config, args.out, {})


def write_model(args: argparse.Namespace, config: Config, weights: Iterable[NamedArray], bf16: bool) -> None:
    params = build_library(config, args.runtime, args.out / "model.wasm", args.shaders)
    by_name = dict(weights)
    for param in params:
        check_weight(param, by_name[param["name"]])
    write_weights(((param["name"], by_name[param["name"]]) for param in params), args.out, bf16)


def check_weight(param: dict, array: np.ndarray) -> None:
    """The runtime would read a weight of another shape or type without complaint, and answer nonsense."""
    if list(array.shape) != param["shape"] or str(array.dtype) != param["dtype"]:
        raise ValueError(f"{param} does not fit weights of {array.dtype}{list(array.shape)}")


if __name__ == "__main__":
    main()
