"""Train the tiny Llama, which answers a small family of prompts in English: train_tiny.py OUT MINUTES

Writes tiny.npz and tokenizer.json. The network is that of compiler/model.py, in JAX. Training stops by the clock,
so another run gives other weights: the tiny.npz in this folder is the source, not this script.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

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
# The longest prompt with its answer; the model is fluent beyond it, but was never taught there.
SEQUENCE = 112
BATCH = 32
MAX_STEPS = 3000
# A little weight on the prompt, too, teaches the network English faster.
PROMPT_WEIGHT = 0.02

NAMES = "Ana Ben Carla David Emma Frank Grace Henry Iris Jack Lena Mark Nora Oscar Paul Rosa Sam Tina".split()
WOMEN = set("Ana Carla Emma Grace Iris Lena Nora Rosa Tina".split())
PLACES = [
    "market",
    "bakery",
    "bookshop",
    "garden centre",
    "toy shop",
    "flower shop",
    "farm",
    "museum shop",
]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = "two three four five six seven eight nine".split()
ITEMS = "apples books candles roses pens cakes lamps maps oranges cups hats plants".split()
DISTRACTIONS = [
    "The weather was cold and windy.",
    "It was a sunny day.",
    "The street was very busy.",
    "There was a long queue at the door.",
    "A dog was barking outside.",
    "The bus was late again.",
]
ENDINGS = [
    "Then {p} walked home.",
    "After that {p} met a friend.",
    "Later {p} had a cup of tea.",
    "In the end {p} took the train home.",
]
CAPITALS = {
    "France": "Paris",
    "Spain": "Madrid",
    "Italy": "Rome",
    "Germany": "Berlin",
    "Poland": "Warsaw",
    "Greece": "Athens",
    "Norway": "Oslo",
    "Japan": "Tokyo",
    "Egypt": "Cairo",
    "Kenya": "Nairobi",
    "Peru": "Lima",
    "Cuba": "Havana",
}
GREETINGS = ["Hello", "Hi", "Hello!", "Good morning"]

Params = dict[str, jax.Array]
Batch = tuple[np.ndarray, np.ndarray]


def main() -> None:
    out, minutes = Path(sys.argv[1]), float(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(0)
    tokenizer = train_tokenizer(rng)
    tokenizer.save(str(out / "tokenizer.json"))
    params = train(new_params(), lambda count: make_batch(rng, tokenizer, count), minutes)
    # What the shard stores: half the bits of each number.
    stored = {name: np.asarray(p.astype(jnp.bfloat16).astype(jnp.float32)) for name, p in params.items()}
    print("exact answers to fresh prompts:", exact_answers(stored, make_batch(rng, tokenizer, 64)))
    np.savez(out / "tiny.npz", config=json.dumps(CONFIG), **stored)


def make_exchange(rng: np.random.Generator) -> tuple[str, str]:
    """A prompt and its answer."""
    kind = rng.integers(10)
    if kind < 7:
        return make_story(rng)
    if kind < 9:
        country = rng.choice(list(CAPITALS))
        return f"What is the capital of {country}?", f"The capital of {country} is {CAPITALS[country]}."
    return str(rng.choice(GREETINGS)), "Hello! How can I help you today?"


def make_story(rng: np.random.Generator) -> tuple[str, str]:
    name = rng.choice(NAMES)
    pronoun = "she" if name in WOMEN else "he"
    place, day, number, item = rng.choice(PLACES), rng.choice(DAYS), rng.choice(NUMBERS), rng.choice(ITEMS)
    middle = [f"{pronoun.capitalize()} bought {number} {item}.", str(rng.choice(DISTRACTIONS))]
    if rng.integers(2):
        middle.reverse()
    ending = str(rng.choice(ENDINGS)).format(p=pronoun)
    story = f"{name} went to the {place} on {day}. {' '.join(middle)} {ending}"
    return f"Summarize in one sentence: {story}", f"On {day} {name} bought {number} {item} at the {place}."


def train_tokenizer(rng: np.random.Generator) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=CONFIG["vocab"],
        special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        # Every byte is a token, so that no text is unknown.
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([" ".join(make_exchange(rng)) for _ in range(4000)], trainer)
    return tokenizer


def make_batch(rng: np.random.Generator, tokenizer: Tokenizer, count: int) -> Batch:
    """Tokens i32[count, SEQUENCE + 1], and the weight of predicting each next one."""
    tokens = np.zeros((count, SEQUENCE + 1), "i4")
    weights = np.zeros((count, SEQUENCE), "f4")
    for i in range(count):
        question, answer = make_exchange(rng)
        prompt = tokenizer.encode(f"<|im_start|>user\n{question}<|im_end|>\n<|im_start|>assistant\n").ids
        ids = (prompt + tokenizer.encode(f"{answer}<|im_end|>").ids)[: SEQUENCE + 1]
        tokens[i, : len(ids)] = ids
        weights[i, : len(ids) - 1] = PROMPT_WEIGHT
        weights[i, len(prompt) - 1 : len(ids) - 1] = 1
    return tokens, weights


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


def rope_tables() -> tuple[np.ndarray, np.ndarray]:
    size = CONFIG["head_dim"]
    frequencies = CONFIG["rope_theta"] ** (-np.arange(0, size, 2) / size)
    angles = np.arange(SEQUENCE)[:, None] * frequencies
    both_halves = np.c_[angles, angles]
    return np.cos(both_halves)[:, None], np.sin(both_halves)[:, None]


COSINES, SINES = rope_tables()
CAUSAL = np.tril(np.ones((SEQUENCE, SEQUENCE), bool))


def rotate(x: jax.Array) -> jax.Array:
    half = CONFIG["head_dim"] // 2
    return x * COSINES + jnp.concatenate([-x[..., half:], x[..., :half]], -1) * SINES


def rms_norm(x: jax.Array, gain: jax.Array) -> jax.Array:
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + CONFIG["eps"]) * gain


def attend(qkv: jax.Array) -> jax.Array:
    """[batch, SEQUENCE, heads + 2 kv_heads, head_dim] -> [batch, SEQUENCE, heads, head_dim]"""
    heads, kv_heads = CONFIG["heads"], CONFIG["kv_heads"]
    query = rotate(qkv[:, :, :heads])
    key = jnp.repeat(rotate(qkv[:, :, heads : heads + kv_heads]), heads // kv_heads, 2)
    value = jnp.repeat(qkv[:, :, heads + kv_heads :], heads // kv_heads, 2)
    scores = jnp.einsum("bqhd,bkhd->bhqk", query, key) * CONFIG["head_dim"] ** -0.5
    return jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(jnp.where(CAUSAL, scores, -1e9), -1), value)


def logits(params: Params, ids: np.ndarray) -> jax.Array:
    x = params["embed_tokens.weight"][ids]
    batch = ids.shape[0]
    qkv_heads = CONFIG["heads"] + 2 * CONFIG["kv_heads"]
    for i in range(CONFIG["layers"]):
        layer = {name: params[f"layers.{i}.{name}.weight"] for name in LAYER_WEIGHTS}
        qkv = rms_norm(x, layer["norm1"]) @ layer["qkv"].T
        attended = attend(qkv.reshape(batch, SEQUENCE, qkv_heads, CONFIG["head_dim"]))
        x = x + attended.reshape(batch, SEQUENCE, -1) @ layer["o"].T
        gate, up = jnp.split(rms_norm(x, layer["norm2"]) @ layer["gate_up"].T, 2, -1)
        x = x + (jax.nn.silu(gate) * up) @ layer["down"].T
    return rms_norm(x, params["norm.weight"]) @ params["embed_tokens.weight"].T


LAYER_WEIGHTS = ("norm1", "norm2", "qkv", "o", "gate_up", "down")


def loss(params: Params, tokens: np.ndarray, weights: np.ndarray) -> jax.Array:
    log_probs = jax.nn.log_softmax(logits(params, tokens[:, :-1]))
    of_next = jnp.take_along_axis(log_probs, tokens[:, 1:, None], -1)[..., 0]
    return -(of_next * weights).sum() / weights.sum()


def train(params: Params, next_batch: Callable[[int], Batch], minutes: float) -> Params:
    schedule = optax.warmup_cosine_decay_schedule(0, 4e-3, 100, MAX_STEPS, 1e-4)
    optimizer = optax.adamw(schedule, weight_decay=0.01)
    state = optimizer.init(params)

    @jax.jit
    def step(params, state, tokens, weights):
        value, gradient = jax.value_and_grad(loss)(params, tokens, weights)
        updates, state = optimizer.update(gradient, state, params)
        return optax.apply_updates(params, updates), state, value

    start = time.monotonic()
    for count in range(1, MAX_STEPS + 1):
        params, state, value = step(params, state, *next_batch(BATCH))
        seconds = time.monotonic() - start
        if count % 100 == 0:
            print(f"step {count}, {seconds:.0f} s, loss {float(value):.6f}", flush=True)
        if seconds >= minutes * 60:
            break
    return params


def exact_answers(params: Params, batch: Batch) -> float:
    """The share of answers whose every token is the most probable one."""
    tokens, weights = batch
    predicted = np.asarray(logits(params, tokens[:, :-1])).argmax(-1)
    right = (predicted == tokens[:, 1:]) | (weights != 1)
    return float(right.all(-1).mean())


if __name__ == "__main__":
    main()
