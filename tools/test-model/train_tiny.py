"""Train the tiny Llama to copy what the product's prompts ask for: train_tiny.py OUT MINUTES

Writes tiny.npz and tokenizer.json. When OUT has them already, goes on from there with the last lesson. Training stops
by the clock, so another run gives other weights: the tiny.npz in this folder is the source, not this script.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from tokenizers import Tokenizer
from training import exchanges
from training.network import CONFIG, Params, logits, new_params


class Size(NamedTuple):
    longest: int  # exchange, in tokens
    at_once: int


class Lesson(NamedTuple):
    end: float  # as a share of the time
    kind: Callable[[np.random.Generator], exchanges.Maker]
    sizes: list[Size]


# Copying is learned on short texts, many times faster than on long ones.
LESSONS = [
    Lesson(0.1, exchanges.make_copy, [Size(64, 48)]),
    Lesson(0.4, exchanges.make_any, [Size(160, 24)]),
    Lesson(0.6, exchanges.make_any, [Size(320, 12)]),
    Lesson(1, exchanges.make_any, [Size(160, 24), Size(320, 12), Size(576, 6), Size(768, 5)]),
]


class Batch(NamedTuple):
    """Exchanges side by side, [at_once, longest]; of the answers, [at_once, longest // 2], the positions before each
    token, the tokens, and 1 where there is one.
    """

    tokens: np.ndarray
    before: np.ndarray
    answers: np.ndarray
    weights: np.ndarray


NextBatch = Callable[[Lesson, Size], Batch]


def main() -> None:
    out, minutes = Path(sys.argv[1]), float(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    weights_file, tokenizer_file = out / "tiny.npz", out / "tokenizer.json"
    goes_on = weights_file.exists()
    rng = np.random.default_rng()
    if not goes_on:
        exchanges.train_tokenizer(rng, CONFIG["vocab"]).save(str(tokenizer_file))
    tokenizer = Tokenizer.from_file(str(tokenizer_file))

    def next_batch(lesson: Lesson, size: Size) -> Batch:
        return make_batch(rng, tokenizer, lesson, size)

    params = read_params(weights_file) if goes_on else new_params()
    begin = LESSONS[-2].end if goes_on else 0
    for params in train(params, next_batch, begin, minutes * 60):
        # What the shard stores: half the bits of each number.
        stored = {name: np.asarray(p.astype(jnp.bfloat16).astype(jnp.float32)) for name, p in params.items()}
        np.savez(weights_file, config=json.dumps(CONFIG), **stored)
    for size in LESSONS[-1].sizes:
        share = exact_answers(stored, next_batch(LESSONS[-1], size._replace(at_once=64)))
        print(f"exact answers to fresh prompts of up to {size.longest} tokens: {share:.2f}", flush=True)


def read_params(file: Path) -> Params:
    archive = np.load(file)
    return {name: jnp.asarray(archive[name]) for name in archive.files if name != "config"}


def make_batch(rng: np.random.Generator, tokenizer: Tokenizer, lesson: Lesson, size: Size) -> Batch:
    count, longest = size.at_once, size.longest
    tokens = np.zeros((count, longest), "i4")
    before, answers = np.zeros((2, count, longest // 2), "i4")
    weights = np.zeros((count, longest // 2), "f4")
    for i in range(count):
        prompt, answer = encode_shorter(tokenizer, lesson.kind(rng), longest)
        tokens[i, : len(prompt + answer)] = prompt + answer
        before[i, : len(answer)] = np.arange(len(answer)) + len(prompt) - 1
        answers[i, : len(answer)] = answer
        weights[i, : len(answer)] = 1
    return Batch(tokens, before, answers, weights)


def encode_shorter(tokenizer: Tokenizer, make: exchanges.Maker, longest: int) -> tuple[list[int], list[int]]:
    most_words = longest / 2
    while True:
        prompt, answer = exchanges.encode(tokenizer, make(int(most_words)))
        if len(prompt) + len(answer) <= longest and len(answer) <= longest // 2:
            return prompt, answer
        most_words *= 0.9


def loss(params: Params, batch: Batch) -> jax.Array:
    log_probs = jax.nn.log_softmax(logits(params, batch.tokens, batch.before))
    of_answers = jnp.take_along_axis(log_probs, batch.answers[..., None], -1)[..., 0]
    return -(of_answers * batch.weights).sum() / batch.weights.sum()


def train(params: Params, next_batch: NextBatch, begin: float, seconds: float) -> Iterator[Params]:
    """Takes the lessons from the share `begin` of them on; yields now and then, and at the end."""
    # Of the optimizers tried, the one with which copying begins soonest.
    optimizer = optax.contrib.muon(0.02, adam_b2=0.99, adam_learning_rate=3e-3)
    state = optimizer.init(params)

    @jax.jit
    def step(params, state, batch, rate):
        value, gradient = jax.value_and_grad(loss)(params, batch)
        updates, state = optimizer.update(gradient, state, params)
        return jax.tree.map(lambda p, update: p + rate * update, params, updates), state, value

    start = time.monotonic()
    for count in range(1, sys.maxsize):
        done = begin + (1 - begin) * (time.monotonic() - start) / seconds
        if done >= 1:
            break
        lesson = next(lesson for lesson in LESSONS if done < lesson.end)
        size = lesson.sizes[count % len(lesson.sizes)]
        params, state, value = step(params, state, next_batch(lesson, size), np.cos(done * np.pi / 2))
        if count % 50 == 0:
            print(f"{done:.3f} done, step {count} of {size.longest} tokens, loss {value:.4f}", flush=True)
            yield params
    yield params


@jax.jit
def exact_answers(params: Params, batch: Batch) -> jax.Array:
    """The share of answers whose every token is the most probable one."""
    right = logits(params, batch.tokens, batch.before).argmax(-1) == batch.answers
    return (right | (batch.weights == 0)).all(-1).mean()


if __name__ == "__main__":
    main()
