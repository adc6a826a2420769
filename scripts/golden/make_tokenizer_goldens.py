"""Writes fixtures/tokenizers.json: tricky texts and the ids that transformers' GPT2Tokenizer gives them.

    venv/bin/python scripts/golden/make_tokenizer_goldens.py

Reads the tokenizers of fixtures/checkpoints/ (make_checkpoints.py first): one from tokenizer.json, one from vocab.json and
merges.txt alone, one from these with added tokens.
"""

import json
from pathlib import Path

from transformers import GPT2Tokenizer

ROOT = Path(__file__).resolve().parents[2] / "fixtures"
SHAPES = ["plain", "legacy", "grown"]

TEXTS = [
    "", " ", "  ", "a", " a", "  a", "a ", "a  ", "a  b", "a   b", "\n", "\n\n", "\n\n\n", " \n ", "a\nb", "a\n\nb", "a \n b",
    "\t", "\ta", "a\t\tb", "\r\n", "a\r\nb", "\u000b\u000c", "a\u00a0b", "\u3000a\u3000b", "a\u2028b\u2029c", "\u2003\u2009x",
    "It's they're we've I'm she'll he'd don't", "IT'S THEY'RE WE'VE", "it’s they’re", "'s 't 're", "'''", "rock'n'roll", "'sup",
    "The best way to learn a thing is to build it.", "There are 12 ways, 1000 books and 3.14159 of 2,024!",
    "12345678901234567890", "½ ² Ⅷ ٣ ४ 一二三", "x=1;y+=2//3**4", "a_b __init__ snake_case kebab-case CamelCase",
    "https://example.org/a?b=c&d=%20#e", "user@example.org", "<b>bold</b> &amp; <!-- no -->", "{\"a\": [1, null]}",
    "naïve café Zürich ÅÄÖ ß", "nai\u0308ve cafe\u0301", "Ελληνικά Кириллица עברית العربية", "हिन्दी ภาษาไทย 한국어 조선말",
    "日本語のテキスト、中文文本。", "\u1112\u1161\u11ab", "🙂", "👩‍👩‍👧‍👦 family", "🏳️‍🌈🇩🇪", "a🙂b 🙂 c", "♥︎ ♥️", "\u200b\u200d\u2060", "\u0000\u0001\u001b[0m",
    "\u007f\u0080\u009f", "\ufffd", "\U0010ffff", "\ue000 private", "İıſK", "ﬁ ligature", "…—–‘’“”«»", "∑∫√∞≈≠", "\u202eabc\u202c",
    "a" * 300, "ab " * 100, "the" * 50, " " * 100 + "x", "!?" * 60, "é" * 60, "\u0301" * 10,
    "<|endoftext|>", "<|endoftext|><|endoftext|>", "a<|endoftext|>b", " <|endoftext|> ", "<|endoftext", "|endoftext|>", "<|ENDOFTEXT|>",
    "<|pad|>", "a <|pad|> b", "<quote>Life</quote>", "a<quote>b", "storm-cloud", "the storm-clouds", "storm-", "storm-cloud<quote>",
    "Ġ", "Ċ", "Ġthe", "Â", "#version: 0.2", "__proto__", "constructor toString", "null undefined NaN true",
]


def cases(shape: str) -> list[dict]:
    tokenizer = GPT2Tokenizer.from_pretrained(ROOT / "checkpoints" / shape / "safetensors")
    found = []
    for text in TEXTS:
        ids = tokenizer(text)["input_ids"]
        decoded = tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False)
        found.append({"text": text, "ids": ids, "decoded": decoded})
    return found


(ROOT / "tokenizers.json").write_text(json.dumps({shape: cases(shape) for shape in SHAPES}) + "\n")
