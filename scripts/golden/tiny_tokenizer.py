"""A byte-level BPE with GPT-2's layout (256 bytes, merges, <|endoftext|> last), small enough to commit."""

import json
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

END = "<|endoftext|>"

TEXT = """The best way to learn a thing is to build it, and then to build it again. It's not the first time that they've
said so; we're told that the reader doesn't wait, that she'll turn the page, and that I'm too late. In 2024 there were
1000 quotes in the book. Life is not about waiting for the storm to pass. The rest is the rest of the story, and there
is more in it than the teller thinks. There are 12 ways to say this here, and each of them is the right one for someone.
"""


@cache
def vocabulary(size: int = 320) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Token to id, and the merges in order."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=size - 1, initial_alphabet=alphabet, show_progress=False, min_frequency=1)
    tokenizer.train_from_iterator([TEXT] * 4, trainer)
    model = json.loads(tokenizer.to_str())["model"]
    return {**model["vocab"], END: size - 1}, [tuple(merge) for merge in model["merges"]]


def write_legacy(folder: Path) -> None:
    """`vocab.json` and `merges.txt` as OpenAI's release and transformers before tokenizer.json wrote them."""
    vocab, merges = vocabulary()
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False), encoding="utf-8")
    lines = ["#version: 0.2", *(f"{left} {right}" for left, right in merges), ""]
    (folder / "merges.txt").write_text("\n".join(lines), encoding="utf-8")
