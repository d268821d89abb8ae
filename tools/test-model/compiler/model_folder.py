"""The files of an MLC model folder besides the library: weight shards, tensor-cache.json, mlc-chat-config.json."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from .config import Config

# web-llm fetches shards one by one and holds each in memory whole.
SHARD_BYTES = 24 << 20

NamedArray = tuple[str, np.ndarray]


def write_weights(weights: Iterable[NamedArray], out: Path, bf16: bool) -> None:
    """Write the shards and tensor-cache.json.

    With `bf16`, float32 weights are stored in half the bytes, which the runtime widens when it loads them: exact
    only for weights that were rounded to bfloat16. Other types are stored bit for bit.
    """
    arrays = [(name, np.ascontiguousarray(array)) for name, array in weights]
    shards = [
        write_shard(group, out, f"params_shard_{i}.bin", bf16) for i, group in enumerate(group_by_shard(arrays))
    ]
    cache = {
        "metadata": {
            "ParamSize": sum(len(shard["records"]) for shard in shards),
            "ParamBytes": sum(array.nbytes for _, array in arrays),
            "BitsPerParam": 0,
        },
        "records": shards,
    }
    (out / "tensor-cache.json").write_text(json.dumps(cache))


def group_by_shard(arrays: Iterable[NamedArray]) -> list[list[NamedArray]]:
    """Split in order, so that each group but a single larger array stays within SHARD_BYTES."""
    groups: list[list[NamedArray]] = []
    size = 0
    for name, array in arrays:
        if not groups or size + array.nbytes > SHARD_BYTES:
            groups.append([])
            size = 0
        groups[-1].append((name, array))
        size += array.nbytes
    return groups


def write_shard(arrays: list[NamedArray], out: Path, file_name: str, bf16: bool) -> dict:
    """Write one file of weights; its record for tensor-cache.json."""
    blob = b""
    records = []
    for name, array in arrays:
        halved = bf16 and array.dtype == np.float32
        data = upper_halves(array) if halved else array.tobytes()
        records.append(
            {
                "name": name,
                "shape": list(array.shape),
                "dtype": str(array.dtype),
                "format": "f32-to-bf16" if halved else "raw",
                "nbytes": len(data),
                "byteOffset": len(blob),
            }
        )
        blob += data
    (out / file_name).write_bytes(blob)
    return {
        "dataPath": file_name,
        "format": "raw-shard",
        "nbytes": len(blob),
        "records": records,
        "md5sum": hashlib.md5(blob).hexdigest(),
    }


def upper_halves(array: np.ndarray) -> bytes:
    return (array.view("<u4") >> 16).astype("<u2").tobytes()


def write_chat_config(c: Config, out: Path, conversation: dict) -> None:
    """Write mlc-chat-config.json; `conversation` overrides entries of the ChatML template."""
    config = {
        "version": "0.1.0",
        "model_type": "llama",
        "quantization": c.quant,
        # By the names of MLC's own folders: what a library is compiled for.
        "model_config": {
            "hidden_size": c.hidden,
            "intermediate_size": c.ffn,
            "num_hidden_layers": c.layers,
            "num_attention_heads": c.heads,
            "num_key_value_heads": c.kv_heads,
            "head_dim": c.head_dim,
            "vocab_size": c.vocab,
        },
        "vocab_size": c.vocab,
        "context_window_size": c.context,
        "sliding_window_size": -1,
        "attention_sink_size": -1,
        "prefill_chunk_size": c.chunk,
        "tensor_parallel_shards": 1,
        # Greedy unless a request says otherwise, so that an answer can be repeated.
        "temperature": 0.0,
        "top_p": 1.0,
        "repetition_penalty": 1.0,
        "presence_penalty": 0.0,
        "frequency_penalty": 0.0,
        "pad_token_id": 0,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "tokenizer_files": ["tokenizer.json"],
        "tokenizer_info": {
            "token_postproc_method": "byte_level",
            "prepend_space_in_encode": False,
            "strip_space_in_decode": False,
        },
        "conv_template": CHATML | conversation,
    }
    (out / "mlc-chat-config.json").write_text(json.dumps(config, indent=1))


CHATML = {
    "name": "chatml",
    "system_template": "<|im_start|>system\n{system_message}<|im_end|>\n",
    "system_message": "You are a helpful AI assistant named SmolLM, trained by Hugging Face",
    "system_prefix_token_ids": None,
    "add_role_after_system_message": True,
    "roles": {"user": "<|im_start|>user", "assistant": "<|im_start|>assistant"},
    "role_templates": {
        "user": "{user_message}",
        "assistant": "{assistant_message}",
        "tool": "{tool_message}",
    },
    "messages": [],
    "seps": ["<|im_end|>\n"],
    "role_content_sep": "\n",
    "role_empty_sep": "\n",
    "stop_str": ["<|im_end|>"],
    "stop_token_ids": [2],
    "function_string": "",
    "use_function_calling": False,
}
