"""SmolLM2's GGUF file: its shape, its tokenizer, and its quantized weights without a change of value."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from gguf import GGUFReader

from .config import Config
from .model_folder import NamedArray

# Token types of GGUF that are matched as a whole.
CONTROL, USER_DEFINED = 3, 4

# Bytes of a block of 32 weights. Q4_1: f16 scale, f16 minimum, 32 nibbles. Q8_0: f16 scale, 32 signed bytes.
Q4_1_BYTES, Q8_0_BYTES = 20, 34

# From rows of GGUF blocks to the words (q) and the scales (s) of the kernels.
Split = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


def read_config(reader: GGUFReader, context: int, chunk: int) -> Config:
    def field(name: str):
        return reader.fields["llama." + name].contents()

    heads = field("attention.head_count")
    return Config(
        hidden=field("embedding_length"),
        layers=field("block_count"),
        heads=heads,
        kv_heads=field("attention.head_count_kv"),
        head_dim=field("embedding_length") // heads,
        ffn=field("feed_forward_length"),
        vocab=field("vocab_size"),
        rope_theta=field("rope.freq_base"),
        eps=field("attention.layer_norm_rms_epsilon"),
        context=context,
        chunk=chunk,
        quant="gguf",
    )


def write_tokenizer(reader: GGUFReader, path: Path) -> None:
    """Write the tokenizer in the JSON of Hugging Face's tokenizers."""
    tokens = reader.fields["tokenizer.ggml.tokens"].contents()
    types = reader.fields["tokenizer.ggml.token_type"].contents()
    added = [
        {
            "id": i,
            "content": token,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": True,
        }
        for i, (token, kind) in enumerate(zip(tokens, types, strict=True))
        if kind in (CONTROL, USER_DEFINED)
    ]
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": None,
        # SmolLM2 takes each digit for itself, before the byte-level pattern of GPT-2. GGUF does not say so.
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "Digits", "individual_digits": True},
                byte_level(add_prefix_space=False),
            ],
        },
        "post_processor": None,
        "decoder": byte_level(add_prefix_space=True),
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "vocab": {token: i for i, token in enumerate(tokens)},
            "merges": reader.fields["tokenizer.ggml.merges"].contents(),
        },
    }
    path.write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def byte_level(add_prefix_space: bool) -> dict:
    return {
        "type": "ByteLevel",
        "add_prefix_space": add_prefix_space,
        "trim_offsets": True,
        "use_regex": True,
    }


def read_weights(reader: GGUFReader, c: Config) -> Iterator[NamedArray]:
    """The weights under the names of model.py."""
    tensors = {tensor.name: tensor for tensor in reader.tensors}

    def data(name: str) -> np.ndarray:
        return np.array(tensors[f"{name}.weight"].data)

    yield from quantized("embed_tokens", data("token_embd"), split_q8_0)
    for i in range(c.layers):
        ours, theirs = f"layers.{i}", f"blk.{i}"
        yield f"{ours}.norm1.weight", data(f"{theirs}.attn_norm")
        yield f"{ours}.norm2.weight", data(f"{theirs}.ffn_norm")
        query = halves_from_pairs(data(f"{theirs}.attn_q"), c.heads)
        key = halves_from_pairs(data(f"{theirs}.attn_k"), c.kv_heads)
        qkv = np.concatenate([query, key, data(f"{theirs}.attn_v")])
        gate_up = np.concatenate([data(f"{theirs}.ffn_gate"), data(f"{theirs}.ffn_up")])
        yield from quantized(f"{ours}.qkv", qkv, split_q4_1)
        yield from quantized(f"{ours}.o", data(f"{theirs}.attn_output"), split_q4_1)
        yield from quantized(f"{ours}.gate_up", gate_up, split_q4_1)
        yield from quantized(f"{ours}.down", data(f"{theirs}.ffn_down"), split_q4_1)
    yield "norm.weight", data("output_norm")


def quantized(name: str, rows: np.ndarray, split: Split) -> Iterator[NamedArray]:
    words, scales = split(rows)
    yield f"{name}.q", words
    yield f"{name}.s", scales


def split_q4_1(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """u8[out, in/32 * 20] -> words u32[in/8, out] of eight nibbles, scales u32[in/32, out] of f16 scale, minimum."""
    out = rows.shape[0]
    blocks = rows.reshape(out, -1, Q4_1_BYTES)
    scales = blocks[:, :, :4].copy().view("<u4")[:, :, 0]
    packed = blocks[:, :, 4:]
    # A byte holds the columns i and i + 16 of its block, not neighbors.
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=2).astype("u4").reshape(out, -1, 8)
    words = np.zeros(nibbles.shape[:2], "u4")
    for i in range(8):
        words |= nibbles[:, :, i] << np.uint32(4 * i)
    return words.T, scales.T


def split_q8_0(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """u8[out, in/32 * 34] -> words u32[in/4, out] of bytes + 128, scales u32[in/64, out] of two f16."""
    out = rows.shape[0]
    blocks = rows.reshape(out, -1, Q8_0_BYTES)
    halves = blocks[:, :, :2].copy().view("<u2")[:, :, 0]
    if halves.shape[1] % 2:
        raise ValueError(f"{halves.shape[1]} blocks a row: scales are stored in pairs")
    pairs = halves.reshape(out, -1, 2).astype("u4")
    scales = pairs[:, :, 0] | (pairs[:, :, 1] << 16)
    unsigned = (blocks[:, :, 2:].view("i1").astype(np.int16) + 128).astype("u1").reshape(out, -1)
    return unsigned.copy().view("<u4").T, scales.T


def halves_from_pairs(rows: np.ndarray, heads: int) -> np.ndarray:
    """GGUF orders the rows of a head for RoPE over neighbors; TVM rotates the first half against the second."""
    size = rows.shape[0] // heads
    return rows.reshape(heads, size // 2, 2, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)
