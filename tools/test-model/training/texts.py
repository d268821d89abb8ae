"""Texts to copy from: English words in no particular sense, beside made-up ones, names, numbers and dates."""

import numpy as np

from . import words

Random = np.random.Generator


def pick(rng: Random, options: list):
    return options[rng.integers(len(options))]


def compose_text(rng: Random, word_count: int) -> list[str]:
    """Sentences of alike lengths, `word_count` words together."""
    shortest, longest = sorted(rng.integers(3, 26, 2))
    composer = Composer(rng)
    sentences = []
    while word_count > 0:
        length = min(word_count, int(rng.integers(shortest, longest + 1)))
        sentences.append(composer.sentence(max(length, 2)))
        word_count -= length
    return sentences


class Composer:
    """Of one text, which may hold mostly rare words, and may come back to its words again and again."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.rare = rng.choice([0.05, 0.2, 0.6])
        # A copy has to look at several words before a repeated one to know where it is.
        self.again = rng.choice([0, 0.1, 0.3])
        self.used: list[str] = []

    def sentence(self, length: int) -> str:
        """With a capital in front and a mark at the end."""
        rng = self.rng
        parts = [pick(rng, words.OPENINGS) if rng.random() < 0.6 else capitalized(self.word())]
        while len(parts) < length:
            parts.append(self.word())
            if len(parts) < length and rng.random() < 0.09:
                parts[-1] += pick(rng, [",", ",", ",", ",", ",", ";", ":", " –"])
        return quoted(rng, " ".join(parts) + pick(rng, [".", ".", ".", ".", ".", ".", ".", ".", "?", "!"]))

    def word(self) -> str:
        if self.used and self.rng.random() < self.again:
            return pick(self.rng, self.used)
        word = compose_word(self.rng, self.rare)
        self.used.append(word)
        return word


def quoted(rng: Random, sentence: str) -> str:
    chance = rng.random()
    if chance < 0.03:
        return f'"{sentence}"'
    if chance < 0.06:
        return f"“{sentence}”"
    return sentence


def compose_word(rng: Random, rare: float) -> str:
    if rng.random() < rare:
        return compose_rare(rng)
    chance = rng.random()
    if chance < 0.45:
        return pick(rng, words.SMALL)
    if chance < 0.68:
        noun = pick(rng, words.NOUNS)
        return f"{noun}s" if rng.random() < 0.25 and noun[-1] not in "shy" else noun
    if chance < 0.84:
        return pick(rng, words.VERBS)
    return pick(rng, words.ADJECTIVES)


def compose_rare(rng: Random) -> str:
    chance = rng.random()
    if chance < 0.2:
        return compose_number(rng)
    if chance < 0.3:
        return pick(rng, words.FIRST_NAMES)
    if chance < 0.33:
        return compose_date(rng)
    if chance < 0.35:
        return pick(rng, words.ABBREVIATIONS)
    word = "".join(pick(rng, words.SYLLABLES) for _ in range(rng.integers(2, 5)))
    if chance < 0.55:
        return capitalized(word)
    if chance < 0.6:
        return word + pick(rng, ["’s", "'s", "n't", "n’t", f"-{pick(rng, words.NOUNS)}"])
    return word


def compose_number(rng: Random) -> str:
    digits = int(10 ** rng.uniform(0, 5))
    if rng.random() < 0.3:
        # Repeated digits are hard to copy.
        digits = int("".join(pick(rng, ["0", "1", "2"]) for _ in range(rng.integers(2, 6))))
    chance = rng.random()
    if chance < 0.3:
        return str(digits)
    if chance < 0.5:
        return str(rng.integers(1750, 2050))
    if chance < 0.7:
        return f"{digits * 10:,}"
    if chance < 0.85:
        return f"{pick(rng, ['£', '$', '€', ''])}{digits:,}{pick(rng, ['', '', '%', ' km'])}"
    return f"{digits % 100}.{rng.integers(10)}"


def compose_date(rng: Random) -> str:
    chance = rng.random()
    if chance < 0.3:
        return pick(rng, words.DAYS)
    if chance < 0.5:
        return pick(rng, words.MONTHS)
    return f"{rng.integers(1, 32)} {pick(rng, words.MONTHS)}{pick(rng, ['', f' {rng.integers(1700, 2050)}'])}"


def capitalized(word: str) -> str:
    return word[:1].upper() + word[1:]
