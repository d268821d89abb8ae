"""Exchanges without a system message, each of a fixed shape: stories with a summary, capitals, greetings."""

import numpy as np

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
