"""The trained tokenizer on disk: byte-level BPE with GPT-2's pre-tokenizer."""

from pathlib import Path

from tokenizers import ByteLevelBPETokenizer

END = "<|endoftext|>"


def load_tokenizer(folder: Path) -> ByteLevelBPETokenizer:
    return ByteLevelBPETokenizer(str(folder / "tokenizer/vocab.json"), str(folder / "tokenizer/merges.txt"))


def end_of(folder: Path) -> int:
    return load_tokenizer(folder).token_to_id(END)


def encode_lines(folder: Path, lines: list[str]) -> list[list[int]]:
    return [encoding.ids for encoding in load_tokenizer(folder).encode_batch(lines)]
