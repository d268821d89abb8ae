"""A Llama in TVM's module language, with the entry points that web-llm calls."""

import tvm
from tvm import te, tirx
from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import Tensor, op, spec
from tvm.relax.frontend.nn.llm.kv_cache import PagedKVCache

from .config import Config
from .kv_cache import LeanKVCache
from .layers import Linear, RMSNorm


class Layer(nn.Module):
    def __init__(self, c: Config, index: int):
        self.c, self.index = c, index
        weight_format = "q4_1" if c.quantized else "f32"
        self.norm1 = RMSNorm(c.hidden, c.eps)
        self.norm2 = RMSNorm(c.hidden, c.eps)
        self.qkv = Linear(c.hidden, c.qkv_heads * c.head_dim, weight_format)
        self.o = Linear(c.heads * c.head_dim, c.hidden, weight_format)
        self.gate_up = Linear(c.hidden, 2 * c.ffn, weight_format)
        self.down = Linear(c.ffn, c.hidden, weight_format)

    def forward(self, x: Tensor, kv_cache: PagedKVCache) -> Tensor:
        c = self.c
        batch, tokens, _ = x.shape
        qkv = op.reshape(self.qkv(self.norm1(x)), (batch, tokens, c.qkv_heads, c.head_dim))
        # The cache object applies RoPE and appends keys and values itself, before it attends.
        attended = kv_cache.attention_with_fused_qkv(self.index, qkv, c.heads, c.head_dim**-0.5)
        x = self.o(op.reshape(attended, (batch, tokens, c.heads * c.head_dim)), x)
        gate, up = op.split(self.gate_up(self.norm2(x)), 2, axis=-1)
        return self.down(op.silu(gate) * up, x)


class Llama(nn.Module):
    """Parameters are named after attributes: the names in tensor-cache.json and in tiny.npz are these."""

    def __init__(self, c: Config):
        self.c = c
        # Tied: the same weights embed tokens and make the logits.
        self.embed_tokens = Linear(c.hidden, c.vocab, "q8_0" if c.quantized else "f32")
        self.layers = nn.ModuleList([Layer(c, i) for i in range(c.layers)])
        self.norm = RMSNorm(c.hidden, c.eps)

    def embed(self, input_ids: Tensor) -> Tensor:
        return self.embed_tokens.rows(input_ids)

    def prefill(self, input_embed: Tensor, paged_kv_cache: PagedKVCache):
        hidden = self._hidden(input_embed, paged_kv_cache)
        last = op.tensor_expr_op(last_token, "last_token", [hidden])
        return self.embed_tokens(last), paged_kv_cache

    def decode(self, input_embed: Tensor, paged_kv_cache: PagedKVCache):
        return self.embed_tokens(self._hidden(input_embed, paged_kv_cache)), paged_kv_cache

    def create_tir_paged_kv_cache(
        self,
        max_batch_size: tirx.Var,
        max_total_seq_len: tirx.Var,
        prefill_chunk_size: tirx.Var,
        page_size: tirx.Var,
        support_sliding_window: tirx.Var,
    ) -> PagedKVCache:
        dims = (max_batch_size, max_total_seq_len, prefill_chunk_size, page_size, support_sliding_window)
        return LeanKVCache(self.c, dims, tvm.target.Target.current())

    def spec(self) -> dict:
        """The signatures of the entry points, as export_tvm reads them."""
        packed = {"param_mode": "packed", "effect_mode": "none"}
        plain = {"param_mode": "none", "effect_mode": "none"}
        kv_cache = spec.Object(object_type=PagedKVCache)
        hidden = self.c.hidden
        return {
            "embed": {"input_ids": spec.Tensor(["seq_len"], "int32"), "$": packed},
            "prefill": {
                "input_embed": spec.Tensor([1, "seq_len", hidden], "float32"),
                "paged_kv_cache": kv_cache,
                "$": packed,
            },
            "decode": {
                "input_embed": spec.Tensor([1, 1, hidden], "float32"),
                "paged_kv_cache": kv_cache,
                "$": packed,
            },
            "create_tir_paged_kv_cache": {
                "max_batch_size": int,
                "max_total_seq_len": int,
                "prefill_chunk_size": int,
                "page_size": int,
                "support_sliding_window": int,
                "$": plain,
            },
        }

    def _hidden(self, x: Tensor, kv_cache: PagedKVCache) -> Tensor:
        for layer in self.layers:
            x = layer(x, kv_cache)
        return self.norm(x)


def last_token(x: te.Tensor) -> te.Tensor:
    """x[1, n, hidden] -> [1, 1, hidden]: only the last position's logits are wanted."""
    _, n, hidden = x.shape
    return te.compute((1, 1, hidden), lambda i, _, k: x[i, n - 1, k], name="last_token")
