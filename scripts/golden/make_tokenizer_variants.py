"""Writes fixtures/tokenizer-variants.json.gz: small tokenizers of every kind, nasty texts, and the library's ids for them.

    venv/bin/python scripts/golden/make_tokenizer_variants.py [--random 20000 --out FILE [--also TOKENIZER.JSON]]

Each variant is a tokenizer.json; the ids and the text made of them again are those of the tokenizers library. With
--random, as many random variants and texts are made instead, for `npx tsx scripts/check/compare-tokenizers.ts FILE`.
"""

import argparse
import gzip
import json
import os
import random
import string
from pathlib import Path

os.environ["RUST_BACKTRACE"] = "0"

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from charsmap import charsmap
from tiny_tokenizer import END, TEXT, vocabulary

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "tokenizer-variants.json.gz"

GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
GPT4 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
        r"|\s+(?!\S)|\s+")
GPT4_POSSESSIVE = (r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$"
                   r"|\s*[\r\n]|\s+(?!\S)|\s")
GPT4O = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
BLOOM = r" ?[^(\s|[.,!?…。，、।۔،])]+"
DEEPSEEK = r"[一-龥぀-ゟ゠-ヿ]+"
PATTERNS = [GPT2, GPT4, GPT4_POSSESSIVE, GPT4O, DEEPSEEK, r"\d", r"\p{N}{1,3}", r"[0-9]", r"\s+", r"\n", r"[\r\n]", r"\w+",
            r"\W", r"(?:a|ab)(?:c|bcd)?", r"a*?b", r"(?>a+)b", r"^a|b$", r".", r"[^\S\n]+", r"\p{Han}", r"\p{^L}+",
            r"[\w\-]+", r"\x{1F600}|\u00e9", r"(?!a)\p{L}", r"(?=\S)\S\S?", r"a{2}|b{,2}", r"a{2,}+", r"x??y", "", "a|", r"\AThe|\z",
            r"\h+", r"\D+", r"\S+", r"[a-cA-C\]\[^-]+", r"\.|!|\?"]

TEXTS = [
    "", " ", "  ", "a", " a", "a ", "  a  b  ", "The best way to learn a thing is to build it.", "It's they're WE'VE I'Ll 'd'ſ",
    "\n", "\r\n", "a\r\n\r\nb", " \n \t x", "a\u0085b", "a \u0085b", "\ufeffa \ufeff b", "\u00a0a\u00a0\u3000b", "\u200b\u200d\u2060",
    "\u001c\u001d\u001e\u001f", "\u180e\u2028\u2029\u205f", "2024 1000 and 3.14159, ½ ² Ⅷ ٣٤ 四", "x=1;y+=2//3**4", "a_b __init__ kebab-case",
    "naïve café Zürich ß ÅÄÖ", "nai\u0308ve cafe\u0301", "İstanbul ıI ΣΑΣ ὈΔΥΣΣΕΎΣ ǅ", "ﬁ ﬀ ½ Å ㍿ ①", "\u1112\u1161\u11ab 한국어 조선말",
    "日本語のテキスト、中文文本。", "हिन्दी ภาษาไทย עברית العربية", "🙂 👩‍👩‍👧‍👦 🏳️‍🌈🇩🇪 ♥️", "\U0001f9d1\u200d\U0001f4bb", "\u0301a \u0301", "▁a ▁▁b", "a▁b",
    "Ġ Ċ Â", "<|endoftext|>", "a<|endoftext|>b", "cat concatenate cat's (cat) _cat cat2 cat\u0301 cat\u200d", "CAT Cat", "  <mask>  x", "<mask><mask> \n<pad>",
    "new york new yorker newyork", "prototype constructor __proto__ toString", "!?.,;:()[]{}<>-_@#", "“quotes” — dash…", "a" * 60, "ab " * 20, " " * 30 + "x",
    "漢字かな漢字 カタカナ。我々は、", "héllo WÖRLD a\u0007b\u200bc e\u0301\u0323\u0316 \ufffd\u3000\u00ad", "Ångström ＡＢＣ １２３ ㈱ ﷺ ｶﾞ", "don 't , is n't . do not I 've ' s",
    "unaffable unwanted running 12 + 34", "नमस्ते क्षि ำ \u0600a ©\u200d©\u0301 \u1100\u1161\u0301", "\u0378\U000e0080", "\ua7ce\U00016ea0x", "<0x41>", "\x00\x01\x7f\x80\x9f", "\ufffd\uffff\U0010ffff",
]

CASED = ["漢字", "が", "Ａ", "１２", "ﬁ", "\r\n", "\u3000", "\u200b", "é", "e\u0301", "the", "\u0600", "©", "\u1161", "क", "्", "ि", "ｶﾞ", "ｶ", "\u200d", "B\u0301", "##", "[MASK]", "n't", " 's", "un", "aba", "\u180e", "\u0007", "\U0001f3fd", "\u0e33", "\ufe0f"]
ATOMS = CASED + list("aAbB cC012.,!?'-_()<>|\n\r\t") + [
    "the", "The ", " the", "'s", "'ll", "cat", "<mask>", "<pad>", END, "new york", "é", "e\u0301", "İ", "Σ", "ß", "ﬁ", "½", "²", "٣", "一", "あ", "한",
    "\u1112\u1161\u11ab", "\u00a0", "\u0085", "\ufeff", "\u3000", "\u2028", "\u200b", "\u200d", "▁", "Ġ", "Ċ", "🙂", "👩‍👧", "\u0301", "\u0308", "\u0316",
    "\u00ad", "\u001f", "prototype", "constructor", "  ", "\U0001e8d0", "\u0950", "‿", "ⅷ", "\u0345", "K", "ſ", "\u0149", "<0xC3>",
]


def byte_model(**options) -> dict:
    vocab, merges = vocabulary()
    vocab = {token: index for token, index in vocab.items() if token != END}
    return {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None,
            "fuse_unk": False, "byte_fallback": False, "ignore_merges": False, "vocab": vocab,
            "merges": [list(merge) for merge in merges], **options}


def char_model(options: dict, train: dict, pre=None) -> dict:
    """Trained on characters; without bytes, so that something is unknown."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", **options))
    tokenizer.pre_tokenizer = pre or pre_tokenizers.Metaspace()
    trainer = trainers.BpeTrainer(vocab_size=120, special_tokens=["<unk>"], show_progress=False, **train)
    tokenizer.train_from_iterator([TEXT] * 2, trainer)
    return json.loads(tokenizer.to_str())["model"]


def with_bytes(model: dict) -> dict:
    vocab = dict(model["vocab"])
    for byte in range(256):
        vocab.setdefault(f"<0x{byte:02X}>", len(vocab))
    return {**model, "vocab": vocab, "byte_fallback": True}


BYTES = byte_model()
CHARS = char_model({}, {})
SUFFIX = char_model({"end_of_word_suffix": "</w>"}, {"end_of_word_suffix": "</w>"}, pre_tokenizers.BertPreTokenizer())
PREFIX = char_model({"continuing_subword_prefix": "##"}, {"continuing_subword_prefix": "##"}, pre_tokenizers.Whitespace())
HOLES = {**BYTES, "vocab": {token: index for token, index in BYTES["vocab"].items() if token not in "QXZ"}}


def words_of(pieces: list[str]) -> dict[str, int]:
    return {piece: index for index, piece in enumerate(dict.fromkeys(pieces))}


# What is in texts of many languages, so that not all is unknown.
LETTERS = sorted({character for text in [TEXT, *TEXTS] for character in text if not character.isspace() and ord(character) > 32})
KNOWN = [letter for index, letter in enumerate(LETTERS) if index % 7]
WORDS = ["the", "of", "un", "##aff", "##able", "want", "##ed", "run", "##ning", "don", "do", "not", "'", "##n", "t", "s", "ve", ",", ".", "cat", "##s", "漢", "字", "漢字", "##字"]
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def piece_model(**options) -> dict:
    pieces = [*SPECIALS, *KNOWN, *(f"##{letter}" for letter in KNOWN[::2]), *WORDS]
    return {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": words_of(pieces), **options}


def unigram_model() -> dict:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=150, special_tokens=["<unk>", "<s>", "</s>"], unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator([TEXT] * 2, trainer)
    return json.loads(tokenizer.to_str())["model"]


# The trainer's scores differ from run to run in their last digits.
UNIGRAM = unigram_model()
UNIGRAM["vocab"] = [[piece, round(score, 3)] for piece, score in sorted(UNIGRAM["vocab"][3:])]
UNIGRAM["vocab"] = [["<unk>", 0.0], ["<s>", 0.0], ["</s>", 0.0], *UNIGRAM["vocab"], ["▁漢字", -4.0], ["漢", -5.5], ["🙂", -6.0]]
BYTE_PIECES = [[f"<0x{byte:02X}>", -9.0] for byte in range(256)]
ODD = [["a", -1.0], ["b", -1.0], ["ab", -2.0], ["ba", -2.0], ["aba", -3.0], [" ", -1.5], ["e", -1.0], ["<unk>", -50.0], ["cd", 0.5], ["aa", -2.0], ["aaa", -3.0], ["éa", -9.0]]
MODELS = {
    "pieces": piece_model(), "pieces of short words": piece_model(max_input_chars_per_word=4), "pieces without a prefix": piece_model(continuing_subword_prefix=""),
    "pieces with another prefix": piece_model(continuing_subword_prefix="#"), "no inner pieces": piece_model(continuing_subword_prefix="@@"),
    "words": {"type": "WordLevel", "vocab": words_of([*SPECIALS, *KNOWN, *WORDS, "The", "best", "way"]), "unk_token": "[UNK]"},
    "unigram": UNIGRAM, "unigram, bytes": {**UNIGRAM, "vocab": [*UNIGRAM["vocab"], *BYTE_PIECES], "byte_fallback": True},
    "unigram, some bytes": {**UNIGRAM, "vocab": [*UNIGRAM["vocab"], *BYTE_PIECES[::2]], "byte_fallback": True},
    "unigram, a token twice": {**UNIGRAM, "vocab": [*UNIGRAM["vocab"], ["e", -1.0], ["the", -30.0], ["<s>", 0.0]]},
    "unigram of equals": {"type": "Unigram", "unk_id": 7, "vocab": ODD, "byte_fallback": False},
    "bytes": BYTES, "chars": CHARS, "suffix": SUFFIX, "prefix": PREFIX, "missing bytes": HOLES,
    "missing bytes, numbered anew": {**HOLES, "vocab": {token: index for index, token in enumerate(HOLES["vocab"])}},
    "missing bytes, unknown": {**HOLES, "unk_token": "!"}, "fuse": {**CHARS, "fuse_unk": True}, "fallback": with_bytes(CHARS),
    "fallback without unknown": {**with_bytes(CHARS), "unk_token": None}, "ignore merges": {**BYTES, "ignore_merges": True},
    "merges as text": {**BYTES, "merges": [" ".join(merge) for merge in BYTES["merges"]]},
    "ids with gaps": {**BYTES, "vocab": {token: 2 * index for token, index in BYTES["vocab"].items()}},
    "object keys": {**BYTES, "vocab": {**BYTES["vocab"], "__proto__": 400, "constructor": 401, "prototype": 402, "hasOwnProperty": 403}, "ignore_merges": True},
}

byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
no_regex = {**byte_level, "use_regex": False}
prefix_space = {**byte_level, "add_prefix_space": True}


def metaspace(scheme: str, split: bool = True) -> dict:
    return {"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, "split": split}


def split(pattern: dict, behavior: str, invert: bool = False) -> dict:
    return {"type": "Split", "pattern": pattern, "behavior": behavior, "invert": invert}


BEHAVIORS = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]
PRE = {
    "none": None, "byte level": byte_level, "prefix space": prefix_space, "no regex": no_regex,
    "no regex, prefix space": {**prefix_space, "use_regex": False}, "whitespace": {"type": "Whitespace"}, "whitespace split": {"type": "WhitespaceSplit"},
    "bert": {"type": "BertPreTokenizer"}, "digits": {"type": "Digits", "individual_digits": False},
    "single digits": {"type": "Digits", "individual_digits": True}, "delimiter": {"type": "CharDelimiterSplit", "delimiter": "-"},
    "metaspace always": metaspace("always"), "metaspace never": metaspace("never"), "metaspace first": metaspace("first"),
    "metaspace whole": metaspace("always", False), "fixed length": {"type": "FixedLength", "length": 3},
    "scripts": {"type": "UnicodeScripts"}, "scripts, marked": {"type": "Sequence", "pretokenizers": [{"type": "UnicodeScripts"}, metaspace("always")]},
    "t5": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace("always")]},
    "older metaspace": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True, "str_rep": "▁"},
    **{f"punctuation {behavior}": {"type": "Punctuation", "behavior": behavior} for behavior in BEHAVIORS},
}
RULES = charsmap({"\r\n": " ", "\t": " ", "\n": " ", "\u3000": " ", "\u00a0": " ", "\u200b": "", "Ａ": "A", "１": "1", "é": "e\u0301", "e\u0301": "é", "a": "a", "ﬁ": "fi", "㈱": "(株)", "½": "1⁄2",
                  "ſ": "s", "B": "", "the": "THE", "ｶﾞ": "ガ", "ｶ": "カ", "\u0600": "#", "©": "(c)", "\u1161": "A", "क": "k", "İ": "i\u0307"})


def bert(**options) -> dict:
    return {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True, **options}


NORMALIZERS = {
    "none": None, **{form: {"type": form} for form in ["NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "ByteLevel"]},
    "strip": {"type": "Strip", "strip_left": True, "strip_right": True}, "strip left": {"type": "Strip", "strip_left": True, "strip_right": False},
    "strip right": {"type": "Strip", "strip_left": False, "strip_right": True}, "prepend": {"type": "Prepend", "prepend": "▁"},
    "replace": {"type": "Replace", "pattern": {"String": " "}, "content": "▁"},
    "replace by pattern": {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "},
    "nmt": {"type": "Nmt"}, "precompiled": {"type": "Precompiled", "precompiled_charsmap": RULES},
    "precompiled, then spaces": {"type": "Sequence", "normalizers": [{"type": "Precompiled", "precompiled_charsmap": RULES}, {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
    "bert": bert(), "bert, cased": bert(lowercase=False), "bert, accents kept": bert(strip_accents=False), "bert, cased, accents stripped": bert(strip_accents=True, lowercase=False),
    "bert, Chinese together": bert(handle_chinese_chars=False), "bert, not cleaned": bert(clean_text=False),
    "accents": {"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]},
}
DECODERS = {
    "none": None, "byte level": byte_level, "metaspace": metaspace("always"), "metaspace never": metaspace("never"), "fuse": {"type": "Fuse"},
    "pieces": {"type": "WordPiece", "prefix": "##", "cleanup": True}, "pieces, not cleaned": {"type": "WordPiece", "prefix": "##", "cleanup": False},
    "pieces without a prefix": {"type": "WordPiece", "prefix": "", "cleanup": True}, "ctc": {"type": "CTC", "pad_token": "[PAD]", "word_delimiter_token": "▁", "cleanup": True},
    "ctc, not cleaned": {"type": "CTC", "pad_token": "a", "word_delimiter_token": "|", "cleanup": False},
    "bpe": {"type": "BPEDecoder", "suffix": "</w>"}, "fallback": {"type": "ByteFallback"},
    "replace": {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, "strip": {"type": "Strip", "content": " ", "start": 1, "stop": 0},
    "llama": {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"},
                                               {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
}


def token(content: str, **flags) -> dict:
    return {"id": 0, "content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": False, **flags}


def sequence(kind: str, parts: list) -> dict:
    return {"type": "Sequence", kind: parts}


def template(before: list[str], after: list[str]) -> dict:
    special = lambda content: {"SpecialToken": {"id": content, "type_id": 0}}
    text = {"Sequence": {"id": "A", "type_id": 0}}
    ids = {content: {"id": content, "ids": [index], "tokens": [content]} for index, content in enumerate(before + after)}
    return {"type": "TemplateProcessing", "single": [*map(special, before), text, *map(special, after)],
            "pair": [text, {"Sequence": {"id": "B", "type_id": 1}}], "special_tokens": ids}


ROBERTA = {"type": "RobertaProcessing", "sep": ["b", 1], "cls": ["a", 0], "trim_offsets": True, "add_prefix_space": False}
POST = {
    "none": None, "byte level": {**byte_level, "trim_offsets": False}, "bos": template(["a"], []), "bos and eos": template(["a", "b"], ["c"]), "nothing": template([], []),
    "constructor": template(["constructor"], ["__proto__"]), "bert": {"type": "BertProcessing", "sep": ["b", 1], "cls": ["a", 0]},
    "roberta": ROBERTA,
    # As Llama 3 has it, and what else the library can do; it fails or frames a pair where something frames what a template made.
    "sequence": sequence("processors", [{**byte_level, "trim_offsets": False}, template(["a"], ["b"])]),
    "sequence, template first": sequence("processors", [template(["a"], []), byte_level]), "sequence of nothing": sequence("processors", []),
    "sequence of two": sequence("processors", [{"type": "BertProcessing", "sep": ["b", 1], "cls": ["a", 0]}, template(["cat"], ["the", "a"])]),
    "sequence of three": sequence("processors", [template([], []), {"type": "BertProcessing", "sep": ["c", 2], "cls": ["a", 0]}, ROBERTA, template(["b"], [])]),
    "sequence of sequences": sequence("processors", [sequence("processors", [byte_level, ROBERTA]), sequence("processors", [template(["a"], ["b"])])]),
}
ADDED = {
    "masks": [token("[MASK]", lstrip=True, special=True), token("[CLS]", special=True), token("漢字", normalized=True), token("Cat", normalized=True, single_word=True)],
    "none": [], "end": [token(END, special=True)], "single word": [token("cat", single_word=True), token("a", single_word=True)],
    "strip": [token("<mask>", lstrip=True), token("<pad>", rstrip=True), token(END, lstrip=True, rstrip=True, special=True)],
    "normalized": [token("Cat", normalized=True), token("CAFÉ", normalized=True), token("new york", normalized=True)],
    "normalized single word": [token("Cat", normalized=True, single_word=True, lstrip=True)], "overlapping": [token("new"), token("new york"), token("york new"), token("ew")],
    "space": [token(" "), token("\n"), token("  ", rstrip=True)], "twice": [token("cat"), token("cat", special=True), token("cat", single_word=True)],
    "in vocabulary": [token("a", special=True), token("the"), token("zzz"), token("yyy", special=True)], "emoji": [token("🙂"), token("👩")],
    "object keys": [token("constructor"), token("__proto__", special=True), token("toString", normalized=True)],
}


def make(model="bytes", normalizer="none", pre="byte level", post="none", decoder="byte level", added="none", **parts) -> dict:
    chosen = {"added_tokens": ADDED[added], "normalizer": NORMALIZERS[normalizer], "pre_tokenizer": PRE[pre], "post_processor": POST[post],
              "decoder": DECODERS[decoder], "model": MODELS[model], **parts}
    return {"version": "1.0", "truncation": None, "padding": None, **chosen}


def fixed() -> dict[str, dict]:
    found = {}
    for name in MODELS:
        characters = name in ("chars", "fuse", "fallback", "fallback without unknown")
        kinds = [("metaspace always", "llama"), ("metaspace first", "metaspace"), ("none", "none")] if characters else [("byte level", "byte level"), ("no regex", "byte level")]
        if MODELS[name]["type"] == "WordPiece":
            kinds = [("bert", "pieces"), ("whitespace", "pieces, not cleaned"), ("none", "none")]
        if MODELS[name]["type"] == "WordLevel":
            kinds = [("whitespace", "none"), ("whitespace split", "none"), ("bert", "fuse"), ("none", "ctc")]
        if MODELS[name]["type"] == "Unigram":
            kinds = [("metaspace always", "metaspace"), ("t5", "metaspace"), ("metaspace whole", "llama"), ("none", "none")]
        kinds = {"suffix": [("bert", "bpe")], "prefix": [("whitespace", "fuse")]}.get(name, kinds)
        for pre, decoder in kinds:
            found[f"model {name}, {pre}"] = make(model=name, pre=pre, decoder=decoder, added="end")
    for name in [name for name in NORMALIZERS if name.startswith(("bert", "nmt", "precompiled"))]:
        found[f"{name}, pieces"] = make(model="pieces", normalizer=name, pre="bert", decoder="pieces", added="masks", post_processor=template(["[PAD]"], ["[UNK]"]))
        found[f"{name}, unigram"] = make(model="unigram, bytes", normalizer=name, pre="metaspace first", decoder="llama", added="masks")
    found["characters"] = make(model="words", pre_tokenizer=split({"Regex": ""}, "Isolated"), decoder="fuse")
    found["characters by dots"] = make(model="words", pre_tokenizer=split({"Regex": "."}, "Isolated"), decoder="fuse")
    for name in ["pieces", "pieces, not cleaned", "pieces without a prefix", "ctc", "ctc, not cleaned"]:
        found[f"decoder {name}, pieces"] = make(model="pieces", pre="bert", decoder=name, added="masks")
    for name, part in PRE.items():
        joined = part if part and part["type"] == "ByteLevel" else sequence("pretokenizers", [part, no_regex] if part else [no_regex])
        found[f"pre {name}"] = make(pre_tokenizer=joined, added="end")
    for index, pattern in enumerate(PATTERNS):
        behavior = BEHAVIORS[index % 5] if index > 4 else "Isolated"
        found[f"split {pattern} {behavior}"] = make(pre_tokenizer=sequence("pretokenizers", [split({"Regex": pattern}, behavior, index % 3 == 2), no_regex]))
    for behavior in BEHAVIORS:
        for text in ["", "a", " "]:
            found[f"split text {text!r} {behavior}"] = make(pre_tokenizer=sequence("pretokenizers", [split({"String": text}, behavior), no_regex]))
    for name in NORMALIZERS:
        found[f"normalizer {name}"] = make(normalizer=name, pre="no regex" if name == "ByteLevel" else "byte level", added="normalized")
    for name in POST:
        found[f"post {name}"] = make(post=name)
    for name in DECODERS:
        found[f"decoder {name}"] = make(model="fallback", pre="metaspace always", decoder=name)
    for name in ADDED:
        found[f"added {name}"] = make(added=name)
        found[f"added {name}, lower case"] = make(added=name, normalizer="accents")
    found["truncation and padding"] = make(truncation={"max_length": 3, "strategy": "LongestFirst", "stride": 0, "direction": "Right"},
                                           padding={"strategy": {"Fixed": 40}, "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0,
                                                    "pad_type_id": 0, "pad_token": "!"})
    return found


def random_pattern(rng: random.Random, depth: int = 2) -> str:
    if depth == 0 or rng.random() < 0.5:
        atom = rng.choice(["a", "b", " ", r"\s", r"\S", r"\d", r"\w", r"\W", r"\p{L}", r"\p{N}", r"\P{L}", "[^ab]", "[a-c]", r"[^\s\p{L}]", ".", "'", r"[\w']", r"\n", "é"])
    else:
        inner = "|".join(random_pattern(rng, depth - 1) for _ in range(rng.randint(1, 3)))
        atom = rng.choice(["(?:{})", "({})", "(?>{})", "(?={})", "(?!{})"]).format(inner)
        if atom.startswith(("(?=", "(?!")):
            return atom + (random_pattern(rng, depth - 1) if rng.random() < 0.7 else "")
    atom += rng.choice(["", "", "", "?", "*", "+", "{1,2}", "{2}", "{,2}", "{2,}", "??", "*?", "+?", "++", "?+", "{1,2}+"])
    return atom + (random_pattern(rng, depth - 1) if depth and rng.random() < 0.5 else "")


def random_variant(rng: random.Random) -> dict:
    def normalizer(depth=1):
        if depth and rng.random() < 0.3:
            return sequence("normalizers", [part for _ in range(rng.randint(0, 3)) if (part := normalizer(depth - 1))])
        if rng.random() < 0.15:
            return {"type": "Replace", "pattern": {"Regex": random_pattern(rng)}, "content": rng.choice(["", " ", "x", "é"])}
        return NORMALIZERS[rng.choice(list(NORMALIZERS))]

    def pre(depth=1):
        if depth and rng.random() < 0.5:
            return sequence("pretokenizers", [part for _ in range(rng.randint(0, 3)) if (part := pre(depth - 1))])
        if rng.random() < 0.4:
            regex = rng.choice(PATTERNS) if rng.random() < 0.4 else random_pattern(rng)
            pattern = {"Regex": regex} if rng.random() < 0.8 else {"String": rng.choice(ATOMS)}
            return split(pattern, rng.choice(BEHAVIORS), rng.random() < 0.3)
        return PRE[rng.choice(list(PRE))]

    def added():
        flags = ["single_word", "lstrip", "rstrip", "normalized", "special"]
        return [token("".join(rng.choice(ATOMS) for _ in range(rng.randint(1, 2))), **{flag: rng.random() < 0.35 for flag in flags}) for _ in range(rng.randint(0, 6))]

    def decoder(depth=1):
        if depth and rng.random() < 0.3:
            return sequence("decoders", [part for _ in range(rng.randint(0, 3)) if (part := decoder(depth - 1))])
        return DECODERS[rng.choice(list(DECODERS))]

    parts = {"normalizer": normalizer(), "pre_tokenizer": pre(), "added_tokens": added(), "decoder": decoder()}
    return make(model=rng.choice(list(MODELS)), post=rng.choice(list(POST))) | parts


# What the library failed on, and how.
FAILED: dict[str, str] = {}


def answer(name: str, file: dict, texts: list[str], rng: random.Random) -> dict | None:
    for index, entry in enumerate(file["added_tokens"]):
        file["added_tokens"][index] = {**entry, "id": 1000 + index}
    try:
        tokenizer = Tokenizer.from_str(json.dumps(file))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        ids = [tokenizer.encode(text).ids for text in texts]
        size = max(tokenizer.get_vocab().values())
        some = [[rng.randint(0, size) for _ in range(rng.randint(1, 6))] for _ in range(4)]
        decoded = [tokenizer.decode(each, skip_special_tokens=True) for each in ids + some]
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        FAILED[name] = f"{type(error).__name__}: {error}"
        return None
    return {"name": name, "tokenizer": file, "ids": ids, "some": some, "decoded": decoded}


def tell_failed() -> None:
    print(f"{len(FAILED)} left out, since the library fails on them")
    for name, error in FAILED.items():
        print(f"  {name}: {error}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--texts", type=int, default=12)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--also", type=Path, help="a tokenizer.json whose model and normalizer are to be among the random ones")
    options = parser.parse_args()
    if options.also:
        given = json.loads(options.also.read_text(encoding="utf-8"))
        MODELS["also"], NORMALIZERS["also"] = given["model"], given["normalizer"]
    rng = random.Random(options.seed)
    if options.random:
        with options.out.open("w", encoding="utf-8") as out:
            for index in range(options.random):
                texts = ["".join(rng.choice(ATOMS) for _ in range(rng.randint(0, 12))) for _ in range(options.texts)]
                found = answer(f"random {options.seed}/{index}", random_variant(rng), texts, rng)
                if found:
                    model = next(key for key, value in MODELS.items() if value is found["tokenizer"]["model"])
                    found["tokenizer"] = {**found["tokenizer"], "model": model}
                    out.write(json.dumps({**found, "texts": texts}) + "\n")
        options.out.with_suffix(".models.json").write_text(json.dumps(MODELS))
        tell_failed()
        return
    variants = [found for name, file in fixed().items() if (found := answer(name, file, TEXTS, rng))]
    names = {json.dumps(value): key for key, value in MODELS.items()}
    for variant in variants:
        variant["tokenizer"] = {**variant["tokenizer"], "model": names[json.dumps(variant["tokenizer"]["model"])]}
    written = {"models": MODELS, "texts": TEXTS, "variants": variants}
    text = json.dumps(written, separators=(",", ":")) + "\n"
    options.out.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(variants)} variants of {len(fixed())}, {len(TEXTS)} texts")
    tell_failed()


main()
