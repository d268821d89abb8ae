"""What SmolLM2 must answer at temperature 0, computed with numpy alone: reference.py GGUF TOKENIZER PROMPT TOKENS

It reads the GGUF file by itself and shares no code with compiler/, so that a mistake there cannot hide here. Also
printed is the smallest lead of a chosen token over the next best: where that is tiny, rounding decides, and another
answer is no bug.
"""

import sys

import numpy as np
from gguf import GGUFReader, dequantize
from tokenizers import Tokenizer

LAYERS, HEADS, KV_HEADS, HEAD_DIM = 30, 9, 3, 64
ROPE_THETA = 100000.0
EPS = 1e-5
END = 2

TEMPLATE = (
    "<|im_start|>system\n"
    "You are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
    "<|im_start|>user\n{prompt}<|im_end|>\n"
    "<|im_start|>assistant\n"
)


class Model:
    """The network with the keys and values of what it has read."""

    def __init__(self, path: str):
        tensors = GGUFReader(path).tensors
        self.weights = {t.name: dequantize(t.data, t.tensor_type).astype("f4") for t in tensors}
        self.keys = [np.empty((0, KV_HEADS, HEAD_DIM), "f4")] * LAYERS
        self.values = [np.empty((0, KV_HEADS, HEAD_DIM), "f4")] * LAYERS

    def read(self, ids: list[int]) -> np.ndarray:
        """The logits after `ids`, which continue what was read before."""
        start = len(self.keys[0])
        positions = np.arange(start, start + len(ids))
        x = self.weights["token_embd.weight"][ids]
        for i in range(LAYERS):
            x = x + self._attention(i, rms_norm(x, self._weight(i, "attn_norm")), positions)
            x = x + self._feed_forward(i, rms_norm(x, self._weight(i, "ffn_norm")))
        last = rms_norm(x[-1], self.weights["output_norm.weight"])
        return last @ self.weights["token_embd.weight"].T

    def _weight(self, layer: int, name: str) -> np.ndarray:
        return self.weights[f"blk.{layer}.{name}.weight"]

    def _attention(self, layer: int, x: np.ndarray, positions: np.ndarray) -> np.ndarray:
        query = rotate((x @ self._weight(layer, "attn_q").T).reshape(-1, HEADS, HEAD_DIM), positions)
        key = rotate((x @ self._weight(layer, "attn_k").T).reshape(-1, KV_HEADS, HEAD_DIM), positions)
        value = (x @ self._weight(layer, "attn_v").T).reshape(-1, KV_HEADS, HEAD_DIM)
        self.keys[layer] = np.concatenate([self.keys[layer], key])
        self.values[layer] = np.concatenate([self.values[layer], value])
        out = np.empty_like(query)
        for head in range(HEADS):
            kv_head = head // (HEADS // KV_HEADS)
            scores = query[:, head] @ self.keys[layer][:, kv_head].T * HEAD_DIM**-0.5
            future = np.arange(scores.shape[1])[None] > positions[:, None]
            out[:, head] = softmax(np.where(future, -1e30, scores)) @ self.values[layer][:, kv_head]
        return out.reshape(len(positions), -1) @ self._weight(layer, "attn_output").T

    def _feed_forward(self, layer: int, x: np.ndarray) -> np.ndarray:
        gate = x @ self._weight(layer, "ffn_gate").T
        up = x @ self._weight(layer, "ffn_up").T
        return (gate / (1 + np.exp(-gate)) * up) @ self._weight(layer, "ffn_down").T


def rms_norm(x: np.ndarray, gain: np.ndarray) -> np.ndarray:
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + EPS) * gain


def rotate(x: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """RoPE over neighbors, the order of rows in GGUF."""
    frequencies = ROPE_THETA ** (-np.arange(0, HEAD_DIM, 2) / HEAD_DIM)
    angles = positions[:, None] * frequencies[None]
    cosine, sine = np.cos(angles)[:, None], np.sin(angles)[:, None]
    rotated = np.empty_like(x)
    rotated[..., 0::2] = x[..., 0::2] * cosine - x[..., 1::2] * sine
    rotated[..., 1::2] = x[..., 0::2] * sine + x[..., 1::2] * cosine
    return rotated


def softmax(scores: np.ndarray) -> np.ndarray:
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True)


def answer(model: Model, prompt: list[int], max_tokens: int) -> tuple[list[int], float]:
    """The greedy answer, and the smallest lead of a chosen token."""
    tokens: list[int] = []
    smallest_lead = np.inf
    logits = model.read(prompt)
    while len(tokens) < max_tokens:
        second, first = np.partition(logits, -2)[-2:]
        smallest_lead = min(smallest_lead, float(first - second))
        best = int(logits.argmax())
        if best == END:
            break
        tokens.append(best)
        logits = model.read([best])
    return tokens, smallest_lead


def main() -> None:
    gguf_path, tokenizer_path, prompt, max_tokens = sys.argv[1:]
    tokenizer = Tokenizer.from_file(tokenizer_path)
    prompt_ids = tokenizer.encode(TEMPLATE.format(prompt=prompt)).ids
    tokens, lead = answer(Model(gguf_path), prompt_ids, int(max_tokens))
    print(repr(tokenizer.decode(tokens)))
    print(f"{len(prompt_ids)} tokens of prompt, {len(tokens)} of answer, smallest lead {lead:.4f}")


if __name__ == "__main__":
    main()
