"""Writes src/runtime/fixtures/tokenizer.json: a small byte-level BPE tokenizer of GPT-2's kind, and what
`GPT2TokenizerFast` of transformers makes of texts that are easy to get wrong.

Pinned: transformers 5.23, tokenizers as it comes with that. Run with any Python that has them:
    python scripts/golden/make_tokenizer_goldens.py
"""

import json
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

CORPUS = [
    "Life is not what happens to you, but what you make of it. It's the people you've met that count.",
    "The best way out is always through. Nothing that's worth having comes easy, they'll say; I'd agree.",
    "In 1984 there were 365 days; 42 of them were good days.  Two spaces, and a\n\nblank line.",
    "Über allen Gipfeln ist Ruh. Café, naïve, déjà vu. 日本語のテキスト。 Привет, мир! 😀👩‍👩‍👧",
] * 20

TEXTS = [
    "",
    " ",
    "  ",
    "Hello",
    " Hello",
    "Hello world",
    "hello  world   twice",
    "trailing space ",
    "trailing spaces   ",
    "\n",
    "line\nbreak\n\nblank\r\nwindows",
    "\ttab\tseparated",
    "it's they'll I'd you've we're I'm don't",
    "IT'S THEY'LL",
    "1984 and 42,000.50",
    "x=y+2;if(a&&b){return}",
    "....!!!???",
    "Über Café naïve déjà vu",
    "日本語のテキスト。",
    "Привет, мир!",
    "مرحبا بالعالم",
    "😀",
    "👩‍👩‍👧 family",
    "e\u0301 combining",
    "non\u00a0breaking\u2003em space",
    "zero\u200bwidth",
    "<|endoftext|>",
    "before<|endoftext|>after",
    "before <|endoftext|> after",
    "a" * 50,
    " " * 20 + "x",
    "½ ² ³ Ⅷ ١٢٣",
]

tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
trainer = trainers.BpeTrainer(
    vocab_size=400,
    special_tokens=["<|endoftext|>"],
    initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    show_progress=False,
)
tokenizer.train_from_iterator(CORPUS, trainer)
fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|endoftext|>", clean_up_tokenization_spaces=False)

cases = []
for text in TEXTS:
    ids = fast(text)["input_ids"]
    cases.append({"text": text, "ids": ids, "decoded": fast.decode(ids, skip_special_tokens=True)})

target = Path(__file__).parents[2] / "src/runtime/fixtures/tokenizer.json"
target.parent.mkdir(parents=True, exist_ok=True)
content = {"tokenizer": json.loads(tokenizer.to_str()), "cases": cases}
target.write_text(json.dumps(content, ensure_ascii=True, separators=(",", ":")) + "\n")
print(f"{len(cases)} cases, {target.stat().st_size} bytes")
