"""What the model learns to answer to each of the product's prompts: parts of the text, copied word by word."""

import re

# Pieces of an answer, each encoded by itself, so that a copied word has the tokens that it has in the text.
Pieces = list[str]

# It does not learn to count beyond three.
MOST = 3


def answer(choice: str, sentences: list[str], gap: str) -> Pieces:
    """`choice` is that of prompts.json; `gap` stands between the sentences of the text."""
    kind, variant = choice.split()
    if kind == "key-points":
        return bullets(sentences[:MOST], gap)
    if kind == "tldr":
        return [gap.join(sentences[: 1 if variant == "short" else MOST])]
    if kind == "headline":
        return [first_clause(sentences[0]) if variant == "short" else sentences[0].rstrip('.?!"”')]
    return rewrite(variant, gap.join(sentences))


def first_clause(sentence: str) -> str:
    """Up to the first comma or the like; one within a number has no space behind it."""
    return re.split(r"[,;:](?= )| –(?= )", sentence)[0].rstrip('.?!"”')


def bullets(sentences: list[str], gap: str) -> Pieces:
    # In a text the first word of most sentences has a space in front, which belongs to its first token.
    mark, space = ("\n-", " ") if gap == " " else ("\n- ", "")
    return ["- ", sentences[0]] + [piece for sentence in sentences[1:] for piece in (mark, space + sentence)]


def rewrite(style: str, text: str) -> Pieces:
    match style:
        case "friendly":
            return ["Hello! ", text, " Thank you!"]
        case "professional":
            return ["Dear all,\n\n", text, "\n\nKind regards"]
        case _:
            return [text]
