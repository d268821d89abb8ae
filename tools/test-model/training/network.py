"""The network of compiler/model.py, in JAX."""

import jax
import jax.numpy as jnp
import numpy as np

CONFIG = {
    "hidden": 128,
    "layers": 3,
    "heads": 4,
    "kv_heads": 2,
    "head_dim": 32,
    "ffn": 192,
    "vocab": 768,
    "rope_theta": 10000.0,
    "eps": 1e-5,
    "quant": "f32",
}

LAYER_WEIGHTS = ("norm1", "norm2", "qkv", "o", "gate_up", "down")

Params = dict[str, jax.Array]


def new_params() -> Params:
    hidden, ffn = CONFIG["hidden"], CONFIG["ffn"]
    heads_size = CONFIG["heads"] * CONFIG["head_dim"]
    qkv_size = heads_size + 2 * CONFIG["kv_heads"] * CONFIG["head_dim"]
    key = jax.random.PRNGKey(0)

    def matrix(rows: int, columns: int) -> jax.Array:
        nonlocal key
        key, own = jax.random.split(key)
        return jax.random.normal(own, (rows, columns)) * (columns**-0.5)

    params = {"embed_tokens.weight": matrix(CONFIG["vocab"], hidden) * 0.5, "norm.weight": jnp.ones(hidden)}
    for i in range(CONFIG["layers"]):
        params |= {
            f"layers.{i}.norm1.weight": jnp.ones(hidden),
            f"layers.{i}.norm2.weight": jnp.ones(hidden),
            f"layers.{i}.qkv.weight": matrix(qkv_size, hidden),
            f"layers.{i}.o.weight": matrix(hidden, heads_size) * 0.4,
            f"layers.{i}.gate_up.weight": matrix(2 * ffn, hidden),
            f"layers.{i}.down.weight": matrix(hidden, ffn) * 0.4,
        }
    return params


def rotate(x: jax.Array, positions: jax.Array) -> jax.Array:
    """Rotary positions [batch, some], for [batch, some, heads, head_dim]."""
    size = CONFIG["head_dim"]
    frequencies = (CONFIG["rope_theta"] ** (-np.arange(0, size, 2) / size)).astype("f4")
    angles = positions[..., None, None] * jnp.concatenate([frequencies, frequencies])
    turned = jnp.concatenate([-x[..., size // 2 :], x[..., : size // 2]], -1)
    return x * jnp.cos(angles) + turned * jnp.sin(angles)


def rms_norm(x: jax.Array, gain: jax.Array) -> jax.Array:
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + CONFIG["eps"]) * gain


def attend(x: jax.Array, asking: jax.Array, qkv_weight: jax.Array) -> jax.Array:
    """What positions `asking` [batch, some] read in x [batch, sequence, hidden]: [batch, some, heads * head_dim]."""
    heads, kv_heads, size = CONFIG["heads"], CONFIG["kv_heads"], CONFIG["head_dim"]
    query_weight, kv_weight = jnp.split(qkv_weight, [heads * size])
    everywhere = jnp.arange(x.shape[1])[None]
    query = rotate((at(x, asking) @ query_weight.T).reshape(*asking.shape, heads, size), asking)
    query = query.reshape(*asking.shape, kv_heads, heads // kv_heads, size) * size**-0.5
    key, value = jnp.split((x @ kv_weight.T).reshape(*x.shape[:2], 2 * kv_heads, size), 2, 2)
    scores = jnp.einsum("bqkgd,bskd->bkgqs", query, rotate(key, everywhere))
    is_past = (everywhere[:, None] <= asking[..., None])[:, None, None]
    shares = jax.nn.softmax(jnp.where(is_past, scores, -1e9), -1)
    return jnp.einsum("bkgqs,bskd->bqkgd", shares, value).reshape(*asking.shape, -1)


def at(x: jax.Array, positions: jax.Array) -> jax.Array:
    return jnp.take_along_axis(x, positions[..., None], 1)


def logits(params: Params, ids: np.ndarray, asked: np.ndarray) -> jax.Array:
    """The scores of each next token [batch, some, vocab] at the positions `asked` [batch, some]."""
    x = params["embed_tokens.weight"][ids]
    everywhere = jnp.broadcast_to(jnp.arange(ids.shape[1]), ids.shape)
    for i in range(CONFIG["layers"]):
        layer = {name: params[f"layers.{i}.{name}.weight"] for name in LAYER_WEIGHTS}
        # No later layer reads what the last one makes of the other positions.
        asking = asked if i == CONFIG["layers"] - 1 else everywhere
        attended = attend(rms_norm(x, layer["norm1"]), asking, layer["qkv"])
        x = at(x, asking) + attended @ layer["o"].T
        gate, up = jnp.split(rms_norm(x, layer["norm2"]) @ layer["gate_up"].T, 2, -1)
        x = x + (jax.nn.silu(gate) * up) @ layer["down"].T
    return rms_norm(x, params["norm.weight"]) @ params["embed_tokens.weight"].T
