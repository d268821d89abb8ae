"""Exchanges in tokens: what the model is asked, as WebLLM puts it, and what it shall answer."""

import json
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from . import edits, stories
from .texts import compose_text, compose_word, pick

Random = np.random.Generator
# A framed prompt, and the pieces of its answer.
Exchange = tuple[str, edits.Pieces]
# Makes exchanges of one kind with at most so many words of text, until one is short enough.
Maker = Callable[[int], Exchange]

# The product's own, kept by tests/tools/test-model/prompts.test.ts.
PROMPTS = json.loads((Path(__file__).parent / "prompts.json").read_text())
# With `enable_thinking: false`, which the product sends, WebLLM lets each answer begin with this.
NO_THOUGHT = "<think>\n\n</think>\n\n"
OWN = ["Make it rhyme", "Translate it into German", "Make it longer", "Turn it into a poem", "Fix the spelling"]


def own_instruction(rng: Random) -> str:
    if rng.random() < 0.5:
        return pick(rng, OWN) + "."
    return " ".join(compose_word(rng, 0.1) for _ in range(rng.integers(2, 9))).capitalize() + "."


def framed(system: str, user: str) -> str:
    """The chat template of the model's mlc-chat-config.json."""
    return f"{system}<|im_start|>user\n{user}<|im_end|>\n<|im_start|>assistant\n"


def make_copy(rng: Random) -> Maker:
    """The text itself, for nothing but three quotes around it: the shortest way to learn how to copy."""

    def make(most_words: int) -> Exchange:
        text = " ".join(compose_text(rng, word_count(rng, most_words)))
        return framed("", f'"""\n{text}\n"""'), [text]

    return make


def make_any(rng: Random) -> Maker:
    return make_story(rng) if rng.random() < 0.15 else make_edit(rng, pick(rng, PROMPTS))


def make_story(rng: Random) -> Maker:
    question, answer = stories.make_exchange(rng)
    return lambda _: (framed("", question), [answer])


def make_edit(rng: Random, prompt: dict[str, str]) -> Maker:
    def make(most_words: int) -> Exchange:
        sentences = compose_text(rng, word_count(rng, most_words))
        gap = " " if rng.random() < 0.85 else pick(rng, ["\n\n", "\n"])
        user = prompt["user"].replace("{instruction}.", own_instruction(rng)).replace("{text}", gap.join(sentences))
        begun = NO_THOUGHT if rng.random() < 0.8 else ""
        return framed(prompt["system"], user) + begun, edits.answer(prompt["choice"], sentences, gap)

    return make


def word_count(rng: Random, most: int) -> int:
    """Rather many than few, since a batch is as long as its longest exchange."""
    return max(3, int(most * rng.random() ** 0.5))


def encode(tokenizer: Tokenizer, exchange: Exchange) -> tuple[list[int], list[int]]:
    """The tokens of prompt and answer."""
    prompt, answer = exchange
    pieces = [tokenizer.encode(piece).ids for piece in [*answer, "<|im_end|>"]]
    return tokenizer.encode(prompt).ids, [token for piece in pieces for token in piece]


def train_tokenizer(rng: Random, vocab: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab,
        special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        # Every byte is a token, so that no text is unknown.
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    exchanges = (make_any(rng)(60) for _ in range(8000))
    texts = ("".join([prompt, *answer]) for prompt, answer in exchanges)
    # A run of equal digits is hard to copy, so it gets tokens.
    runs = ["00", "000", *(str(n) for n in range(10, 100) if n % 10 == 0 or n % 11 == 0)]
    tokenizer.train_from_iterator(chain(texts, runs * 1000), trainer)
    return tokenizer
