"""The shape of a model."""

import dataclasses


@dataclasses.dataclass
class Config:
    """Field names are those that train_tiny.py stores in tiny.npz."""

    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    ffn: int
    vocab: int
    rope_theta: float = 10000.0
    eps: float = 1e-5
    context: int = 1024
    chunk: int = 256
    # "f32", or "gguf": matrices in Q4_1 and the embedding in Q8_0, both kept as they are in GPU memory.
    quant: str = "f32"

    @property
    def quantized(self) -> bool:
        return self.quant != "f32"

    @property
    def qkv_heads(self) -> int:
        """Query, key and value heads of the one matrix that makes all three."""
        return self.heads + 2 * self.kv_heads
