"""Texts as words: what counts as the same, or nearly the same, text."""

import re
from collections.abc import Iterable

WORD = re.compile(r"[a-z0-9']+")
SHINGLE = 8


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def key(text: str) -> str:
    """Equal for two lines that differ only in case, punctuation or space."""
    return " ".join(words(text))


def shingles_of(tokens: list[str]) -> list[str]:
    """Runs of eight words; a shorter text is one run."""
    if len(tokens) <= SHINGLE:
        return [" ".join(tokens)]
    return [" ".join(tokens[at : at + SHINGLE]) for at in range(len(tokens) - SHINGLE + 1)]


def all_shingles(texts: Iterable[str]) -> set[str]:
    return {shingle for text in texts for shingle in shingles_of(words(text))}


def shares(text: str, shingles: set[str]) -> bool:
    """Whether a run of eight words of the text is among `shingles`."""
    return any(shingle in shingles for shingle in shingles_of(words(text)))
