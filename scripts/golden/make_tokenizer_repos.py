"""Writes fixtures/tokenizer-repos.json.gz: repositories with every mixture of tokenizer files, and transformers' ids for them.

    venv/bin/python scripts/golden/make_tokenizer_repos.py [--random 500 --out FILE]

Each is a folder of small files; the ids are those of AutoTokenizer.from_pretrained(folder). For files of SentencePiece the
package sentencepiece must be there.
"""

import argparse
import base64
import gzip
import json
import os
import random
import tempfile
from pathlib import Path

os.environ["RUST_BACKTRACE"] = "0"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

from transformers import AutoTokenizer

from charsmap import charsmap
from piece_file import BPE, BYTE, CONTROL, UNKNOWN, USER, number, piece_file, text
from tiny_tokenizer import END, vocabulary

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "tokenizer-repos.json.gz"
VOCAB = {token: index for token, index in vocabulary()[0].items() if token != END}
MERGES = [f"{left} {right}" for left, right in vocabulary()[1]]
ROWS = 1200

TEXTS = ["", "The rest", " The rest", f"a{END}b", "<s>x</s>", "a <pad> b", "  <mask>  c", "new york, newyork", "CAT cat concat", "2024\u0085\ufeff", "café", "[SEP] <extra>", "Unaffable 漢字 running, isn't it? ÀÉ ﬁ １２  x", "x <mask> [MASK] y <extra_id_0> en_XX", "don ' t do n't . No ! , we ' ve"]

byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}


def token(content: str, **flags) -> dict:
    return {"content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": False, **flags}


def template(before: list[str], after: list[str], ids: dict[str, int]) -> dict:
    special = lambda content: {"SpecialToken": {"id": content, "type_id": 0}}
    text = lambda name, kind: {"Sequence": {"id": name, "type_id": kind}}
    return {"type": "TemplateProcessing", "single": [*map(special, before), text("A", 0), *map(special, after)], "pair": [text("A", 0), text("B", 1)],
            "special_tokens": {content: {"id": content, "ids": [ids[content]], "tokens": [content]} for content in {*before, *after}}}


def tokenizer_json(vocab: dict, added: list[dict], **parts) -> dict:
    listed, size = [], len(vocab)
    for entry in added:
        listed.append({"id": vocab.get(entry["content"], size), **entry})
        size += entry["content"] not in vocab
    model = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": False,
             "byte_fallback": False, "ignore_merges": False, "vocab": "VOCAB" if vocab == VOCAB else "VOCAB+END", "merges": "MERGES", **parts.pop("model", {})}
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": listed, "normalizer": None, "pre_tokenizer": byte_level,
            "post_processor": None, "decoder": byte_level, "model": model, **parts}


WITH_END = {**VOCAB, END: len(VOCAB)}
SPECIAL = [token(END, special=True), token("<s>", special=True), token("</s>", special=True)]
IDS = {END: len(VOCAB), "<s>": len(VOCAB) + 1, "</s>": len(VOCAB) + 2}
CLASSES = [None, "GPT2Tokenizer", "GPT2TokenizerFast", "PreTrainedTokenizerFast", "TokenizersBackend", "CodeGenTokenizer"]
FILES = {
    "plain": lambda: tokenizer_json(WITH_END, SPECIAL[:1]), "end added": lambda: tokenizer_json(VOCAB, SPECIAL[:1]), "nothing added": lambda: tokenizer_json(VOCAB, []),
    "bos": lambda: tokenizer_json(VOCAB, SPECIAL, post_processor=template(["<s>"], [], IDS)),
    "bos and eos": lambda: tokenizer_json(VOCAB, SPECIAL, post_processor=template(["<s>"], ["</s>"], IDS)),
    "prefix space": lambda: tokenizer_json(WITH_END, SPECIAL[:1], pre_tokenizer={**byte_level, "add_prefix_space": True}),
    "lower case": lambda: tokenizer_json(WITH_END, SPECIAL[:1], normalizer={"type": "Lowercase"}),
    "digits": lambda: tokenizer_json(WITH_END, SPECIAL[:1], pre_tokenizer={"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": True}, byte_level]}),
    "no pattern": lambda: tokenizer_json(WITH_END, SPECIAL[:1], pre_tokenizer={**byte_level, "use_regex": False}),
    "ignore merges": lambda: tokenizer_json(WITH_END, SPECIAL[:1], model={"ignore_merges": True}),
    "words": lambda: tokenizer_json(WITH_END, [*SPECIAL[:1], token("cat", single_word=True), token("New York", normalized=True), token("<mask>", lstrip=True, special=True)]),
}
CONFIGS = {
    "nothing": {}, "prefix space": {"add_prefix_space": True}, "no prefix space": {"add_prefix_space": False}, "bos": {"add_bos_token": True}, "bos and eos": {"add_bos_token": True, "add_eos_token": True, "bos_token": "<s>", "eos_token": "</s>"},
    "other names": {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}, "pad": {"pad_token": "<pad>"}, "nothing named": {"bos_token": None, "eos_token": None, "unk_token": None, "pad_token": None},
    "described": {"pad_token": {"__type": "AddedToken", **token("<pad>", lstrip=True, rstrip=True)}}, "more": {"additional_special_tokens": ["<extra>", "[SEP]"]}, "own name": {"quote_token": "<extra>"},
    "decoder": {"added_tokens_decoder": {str(len(VOCAB)): token(END, special=True), str(len(VOCAB) + 1): token("<mask>", lstrip=True), str(len(VOCAB) + 2): token("newyork", normalized=True)}},
    "decoder, other order": {"added_tokens_decoder": {str(len(VOCAB) + 5): token("<pad>", special=True), str(len(VOCAB) + 3): token("cat", single_word=True)}, "pad_token": "<pad>"},
    "clean up": {"clean_up_tokenization_spaces": True}, "max length": {"model_max_length": 3},
}
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEHIKNT0123456789.,!?'-"
PIECES = list(dict.fromkeys(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{letter}" for letter in LETTERS[:40]), "the", "un", "##aff", "##able", "run", "##ning", "is", "##n", "##t", "cat", "cafe", "caf", "##é", "漢", "字", "<s>", "</s>"]))
PIECE_IDS = {piece: index for index, piece in enumerate(PIECES)}
SCORED = [["<unk>", 0.0], ["<s>", 0.0], ["</s>", 0.0], ["<pad>", 0.0], ["[CLS]", 0.0], ["[SEP]", 0.0], ["[MASK]", 0.0], ["▁", -3.0], *([letter, -5.0 - index / 100] for index, letter in enumerate(LETTERS)),
          ["▁the", -3.1], ["▁un", -4.0], ["aff", -4.1], ["able", -4.2], ["ning", -4.3], ["▁run", -4.4], ["▁cat", -4.5], ["漢字", -5.5], ["é", -6.0], ["▁caf", -5.1], ["en_XX", 0.0], ["<extra_id_0>", 0.0], ["<sep>", 0.0], ["<cls>", 0.0]]
MARKS = charsmap({"ﬁ": "fi", "１": "1", "\u0085": " ", "\ufeff": "", "é": "é", "  ": " "})
bert = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True}
mark = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}


def piece_json(added=(), **parts) -> dict:
    model = {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": PIECE_IDS}
    return {**tokenizer_json(PIECE_IDS, list(added)), "normalizer": bert, "pre_tokenizer": {"type": "BertPreTokenizer"}, "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True}, "model": model, **parts}


def scored_json(added=(), **parts) -> dict:
    model = {"type": "Unigram", "unk_id": 0, "vocab": SCORED, "byte_fallback": False}
    known = {piece: index for index, (piece, _) in enumerate(SCORED)}
    return {**tokenizer_json(known, list(added)), "normalizer": {"type": "Precompiled", "precompiled_charsmap": MARKS}, "pre_tokenizer": mark, "decoder": mark, "model": model, **parts}


def word_json() -> dict:
    words = {word: index for index, word in enumerate(["[UNK]", "The", "rest", "cat", "a", "b", ".", ",", "don", "'", "t"])}
    return {**tokenizer_json(words, []), "pre_tokenizer": {"type": "Whitespace"}, "decoder": None, "model": {"type": "WordLevel", "vocab": words, "unk_token": "[UNK]"}}


PIECE_FRAME = template(["[CLS]"], ["[SEP]"], PIECE_IDS)
BERT_SPECIAL = [token(content, special=True) for content in PIECES[:5]]
OTHER_FILES = {
    "pieces": lambda: piece_json(BERT_SPECIAL, post_processor=PIECE_FRAME), "pieces, cased": lambda: piece_json(BERT_SPECIAL, normalizer={**bert, "lowercase": False, "handle_chinese_chars": False}),
    "pieces, short words": lambda: (file := piece_json(), file["model"].update(max_input_chars_per_word=3))[0],
    "scored": lambda: scored_json(), "scored, framed": lambda: scored_json([token("</s>", special=True), token("<mask>", lstrip=True, special=True)], post_processor=template([], ["</s>"], {"</s>": 2})),
    "scored, rules within": lambda: scored_json(normalizer={"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Precompiled", "precompiled_charsmap": MARKS}]}),
    "words": word_json,
}
PAIR_CLASSES = ["RobertaTokenizer", "BartTokenizerFast", "LongformerTokenizer", "LEDTokenizer", "MvpTokenizer", "BlenderbotTokenizer", "GPTNeoXTokenizerFast", "Qwen2Tokenizer", "OpenAIGPTTokenizer",
                "LlamaTokenizer", "GemmaTokenizer", "DebertaTokenizer", "BloomTokenizerFast", "KoGPT2TokenizerFast"]
PIECE_CLASSES = ["BertTokenizer", "BertTokenizerFast", "DistilBertTokenizer", "ElectraTokenizerFast", "LayoutLMTokenizer", "LxmertTokenizer", "MobileBertTokenizer", "SqueezeBertTokenizer", "MPNetTokenizer"]
SCORED_CLASSES = ["T5Tokenizer", "T5TokenizerFast", "XLNetTokenizer", "AlbertTokenizer", "MBartTokenizer", "XLMRobertaTokenizer", "CamembertTokenizer", "BarthezTokenizer"]
OTHER_CONFIGS = {
    "cased": {"do_lower_case": False}, "lower": {"do_lower_case": True}, "accents kept": {"strip_accents": False, "keep_accents": True}, "accents stripped": {"strip_accents": True, "do_lower_case": False}, "Chinese together": {"tokenize_chinese_chars": False},
    "extra ids": {"extra_ids": 3}, "no extra ids": {"extra_ids": 0, "additional_special_tokens": []}, "listed": {"additional_special_tokens": ["<extra>"], "extra_ids": 2}, "listed anew": {"extra_special_tokens": ["<extra>"]},
    "both lists": {"extra_special_tokens": ["<extra>"], "additional_special_tokens": ["[SEP]", "<s>"]}, "prefix space off": {"add_prefix_space": False}, "legacy": {"legacy": True}, "unknown at 3": {"unk_id": 3}, "from German": {"src_lang": "de_DE"},
    "names of BERT": {"cls_token": "[CLS]", "sep_token": "[SEP]", "unk_token": "[UNK]", "pad_token": "[PAD]", "mask_token": "[MASK]"}, "no names": {"cls_token": None, "sep_token": None},
    "other frame": {"cls_token": "<s>", "sep_token": "</s>"}, "own mask": {"mask_token": {"__type": "AddedToken", **token("<mask>", rstrip=True)}}, "clean": {"clean_up_tokenization_spaces": True}, "never split": {"never_split": ["cat"], "do_basic_tokenize": True},
}
FIRST = [["<unk>", 0.0, UNKNOWN], ["<s>", 0.0, CONTROL], ["</s>", 0.0, CONTROL]]
BYTES = [[f"<0x{byte:02X}>", 0.0, BYTE] for byte in range(256)]
SCORED_PIECES = [*FIRST, *SCORED[7:], ["▁▁", -7.0], ["<extra>", 0.0, USER], ["[MASK]", 0.0, CONTROL], ["new york", 0.0, USER]]
MERGED = ["▁t", "he", "re", "▁the", "st", "rest", "▁rest", "at", "cat", "▁c", "▁cat", "un", "▁un", "aff", "af", "able", "ab", "le", "▁▁", "ning", "in", "ng", "ca", "con"]
PAIR_PIECES = [*[[merged, -float(index)] for index, merged in enumerate(MERGED)], *[[letter, -50.0 - index] for index, letter in enumerate(["▁", *LETTERS, "漢", "é"])]]


def spm(content: bytes) -> dict:
    return {"base64": base64.b64encode(content).decode()}


RULES = base64.b64decode(MARKS)
PIECE_FILES = {
    "scored": spm(piece_file(SCORED_PIECES, charsmap=RULES)), "scored, no rules": spm(piece_file(SCORED_PIECES)),
    "scored, bytes": spm(piece_file([*SCORED_PIECES, *BYTES], charsmap=RULES, trainer=number(35, 1))),
    "scored, no mark before": spm(piece_file(SCORED_PIECES, normalizer=number(3, 0) + number(4, 0))), "scored, spaces kept": spm(piece_file(SCORED_PIECES, normalizer=number(4, 0))),
    "scored, spaces not escaped": spm(piece_file(SCORED_PIECES, normalizer=number(5, 0))), "scored, unknown last": spm(piece_file([*SCORED_PIECES[1:], FIRST[0]], trainer=number(40, len(SCORED_PIECES) - 1) + number(41, 0) + number(42, -1))),
    "scored, other names": spm(piece_file([["[UNK]", 0.0, UNKNOWN], ["[CLS]", 0.0, CONTROL], ["[SEP]", 0.0, CONTROL], *SCORED_PIECES[3:]], trainer=text(45, "[UNK]") + text(46, "[CLS]") + text(47, "[SEP]"))),
    "pairs": spm(piece_file([*FIRST, *PAIR_PIECES], BPE)), "pairs, bytes": spm(piece_file([*FIRST, *BYTES, *PAIR_PIECES], BPE, trainer=number(35, 1), normalizer=number(4, 0))),
    "pairs, equal": spm(piece_file([*FIRST, *[[content, -1.0] for content, _ in reversed(PAIR_PIECES)]], BPE)), "pairs, user's": spm(piece_file([*FIRST, *PAIR_PIECES, ["new york", 0.0, USER], ["▁cat ", 0.0, USER], ["a.b", 0.0, USER]], BPE, RULES)),
    "pairs, no mark before": spm(piece_file([*FIRST, *BYTES, *PAIR_PIECES], BPE, trainer=number(35, 1), normalizer=number(3, 0))),
}
PIECE_NAMES = {"T5Tokenizer": "spiece.model", "XLNetTokenizer": "spiece.model", "AlbertTokenizer": "spiece.model", "MBartTokenizer": "sentencepiece.bpe.model", "XLMRobertaTokenizer": "sentencepiece.bpe.model",
               "CamembertTokenizer": "sentencepiece.bpe.model", "BarthezTokenizer": "sentencepiece.bpe.model", "LlamaTokenizer": "tokenizer.model", "LlamaTokenizerFast": "tokenizer.model", "TokenizersBackend": "tokenizer.model",
               "PreTrainedTokenizerFast": "tokenizer.model", "KoGPT2TokenizerFast": "tokenizer.model"}


def of_pieces(file: str, name: str, config: dict, extra: str, path: str | None = None) -> dict:
    found = {"config.json": {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": ROWS}, path or PIECE_NAMES[name]: PIECE_FILES[file]}
    return found | {"tokenizer_config.json": {"tokenizer_class": name, **config}} | EXTRAS[extra]


VOCAB_TEXT = "\n".join(PIECES) + "\n"
EXTRAS = {
    "none": {}, "special map": {"special_tokens_map.json": {"bos_token": "<s>", "eos_token": {"content": "</s>", "lstrip": False, "normalized": False, "rstrip": True, "single_word": False}, "pad_token": "<pad>"}},
    "added": {"added_tokens.json": {"<pad>": 331, "<mask>": 330}}, "both": {"added_tokens.json": {"<pad>": 331}, "special_tokens_map.json": {"pad_token": {"content": "<pad>", "lstrip": True, "normalized": False, "rstrip": False, "single_word": False}}},
}


def make(file: str | None, config: dict, extra: str, end_in_vocab: bool, class_in_model: str | None = None) -> dict:
    found = {"config.json": {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": ROWS, **({"tokenizer_class": class_in_model} if class_in_model else {})}}
    found |= {"tokenizer.json": FILES[file]()} if file else {"vocab.json": "VOCAB+END" if end_in_vocab else "VOCAB", "merges.txt": "MERGES"}
    return found | {"tokenizer_config.json": config} | EXTRAS[extra]


def other(file: str | None, config: dict, extra: str) -> dict:
    found = {"config.json": {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": ROWS}}
    files = {**FILES, **OTHER_FILES}
    found |= {"tokenizer.json": files[file]()} if file else {"vocab.txt": VOCAB_TEXT}
    return found | {"tokenizer_config.json": config} | EXTRAS[extra]


def random_other(rng: random.Random) -> dict:
    config = {}
    for parts in rng.sample([*OTHER_CONFIGS.values(), *CONFIGS.values()], rng.randint(0, 4)):
        config |= parts
    kind = rng.choice(["pairs", "pieces", "vocab.txt", "scored", "as it is", "SentencePiece", "SentencePiece"])
    extra = rng.choice(list(EXTRAS))
    match kind:
        case "SentencePiece":
            name = rng.choice(list(PIECE_NAMES))
            files = [file for file in PIECE_FILES if file.startswith("pairs") == (name.startswith("Llama") or rng.random() < 0.3)]
            return of_pieces(rng.choice(files), name, config, extra, "tokenizer.model" if rng.random() < 0.2 else None)
        case "pairs":
            return make(rng.choice([None, *FILES]), {"tokenizer_class": rng.choice(PAIR_CLASSES[:-2]), **config}, extra, rng.random() < 0.5)
        case "pieces":
            return other(rng.choice([file for file in OTHER_FILES if file.startswith("pieces")]), {"tokenizer_class": rng.choice(PIECE_CLASSES), **config}, extra)
        case "vocab.txt":
            return other(None, {"tokenizer_class": rng.choice(PIECE_CLASSES), **config}, extra)
        case "scored":
            return other(rng.choice([file for file in OTHER_FILES if file.startswith("scored")]), {"tokenizer_class": rng.choice(SCORED_CLASSES), **config}, extra)
    return other(rng.choice(list(OTHER_FILES)), {"tokenizer_class": rng.choice(["TokenizersBackend", "PreTrainedTokenizerFast", "SomeTokenizerFast"]), **config}, extra)


def fixed() -> dict[str, dict]:
    found = {}
    for name in CLASSES:
        named = {"tokenizer_class": name} if name else {}
        for file in FILES:
            found[f"{name}, {file}"] = make(file, named, "none", True)
        for config, parts in CONFIGS.items():
            for file in ["plain", "end added", "bos"]:
                found[f"{name}, {file}, {config}"] = make(file, {**named, **parts}, "none", True)
    for config, parts in CONFIGS.items():
        for extra in EXTRAS:
            for end in [True, False]:
                found[f"slow, {config}, {extra}, {end}"] = make(None, parts, extra, end)
    for extra in EXTRAS:
        found[f"fast, {extra}"] = make("end added", {}, extra, True)
        found[f"as it is, {extra}"] = make("end added", {"tokenizer_class": "PreTrainedTokenizerFast"}, extra, True)
    for name in PAIR_CLASSES:
        for file in ["plain", "bos", "words", "lower case"]:
            found[f"{name}, {file}"] = make(file, {"tokenizer_class": name}, "none", True)
        for config in ["bos and eos", "other names", "decoder, other order", "more"]:
            found[f"{name}, {config}"] = make("end added", {"tokenizer_class": name, **CONFIGS[config]}, "none", True)
        if name not in ("LlamaTokenizer", "GemmaTokenizer", "BloomTokenizerFast", "KoGPT2TokenizerFast"):
            found[f"{name}, slow"] = make(None, {"tokenizer_class": name}, "none", True)
            found[f"{name}, slow, bos"] = make(None, {"tokenizer_class": name, "add_bos_token": True, "add_eos_token": False}, "special map", False)
    for name in ["OpenAIGPTTokenizer", "GemmaTokenizer"]:
        for file in ["plain", "bos", None]:
            if file or name != "GemmaTokenizer":
                found[f"{name}, {file}, unknown"] = make(file, {"tokenizer_class": name, "unk_token": "!"}, "none", True)
    for names, files in [(PIECE_CLASSES[:2] + PIECE_CLASSES[-1:], ["pieces", "pieces, cased", "pieces, short words", "plain"]), (SCORED_CLASSES, ["scored", "scored, framed", "scored, rules within"]),
                         ([None, "TokenizersBackend", "GPT2Tokenizer"], [*OTHER_FILES])]:
        for name in names:
            for file in files:
                if name in (None, "GPT2Tokenizer") and file in OTHER_FILES:
                    continue
                found[f"{name}, {file}"] = other(file, {"tokenizer_class": name} if name else {}, "none")
            for config, parts in OTHER_CONFIGS.items():
                if name not in (None, "GPT2Tokenizer"):
                    found[f"{name}, {config}"] = other(files[0], {"tokenizer_class": name, **parts}, "none")
    for name in PIECE_CLASSES:
        found[f"{name}, vocab.txt"] = other(None, {"tokenizer_class": name}, "none")
    for config, parts in OTHER_CONFIGS.items():
        found[f"vocab.txt, {config}"] = other(None, {"tokenizer_class": "BertTokenizer", **parts}, "none")
    for extra in EXTRAS:
        found[f"vocab.txt, {extra}"] = other(None, {"tokenizer_class": "BertTokenizer"}, extra)
        found[f"T5, {extra}"] = other("scored", {"tokenizer_class": "T5Tokenizer"}, extra)
    for name in PIECE_NAMES:
        for file in PIECE_FILES:
            if file.startswith("scored") != name.startswith("Llama"):
                found[f"{name} of SentencePiece, {file}"] = of_pieces(file, name, {}, "none")
        for config, parts in [*OTHER_CONFIGS.items(), *CONFIGS.items()]:
            found[f"{name} of SentencePiece, {config}"] = of_pieces("pairs" if name.startswith("Llama") else "scored", name, parts, "none")
        for extra in EXTRAS:
            found[f"{name} of SentencePiece, {extra}"] = of_pieces("pairs" if name.startswith("Llama") else "scored", name, {}, extra)
    for file in ["pairs", "pairs, user's"]:
        for names in [{"3": "<name>", "9": "<other>"}, {"3": "he", "4": "▁t"}]:
            decoder = {index: token(content, special=index == "3") for index, content in names.items()}
            found[f"named pieces, {file}, {[*names.values()]}"] = of_pieces(file, "TokenizersBackend", {"added_tokens_decoder": decoder}, "none")
    found["vocab.txt with odd lines"] = {**other(None, {"tokenizer_class": "BertTokenizer"}, "none"), "vocab.txt": "[PAD]\n[UNK]\n[CLS]\r\n[SEP]\n[MASK] \na\u0085\n\nb\t\nthe\na\n##b\ufeff\n##b"}
    found["vocab.txt, class in config.json"] = {**other(None, {}, "none"), "config.json": {"model_type": "gpt2", "tokenizer_class": "BertTokenizer"}}
    found["class in config.json"] = make("lower case", {}, "none", True, "PreTrainedTokenizerFast")
    return found


def random_repo(rng: random.Random) -> dict:
    if rng.random() < 0.7:
        return random_other(rng)
    config = {}
    for parts in rng.sample(list(CONFIGS.values()), rng.randint(0, 3)):
        config |= parts
    if name := rng.choice(CLASSES):
        config["tokenizer_class"] = name
    file = rng.choice([None, *FILES])
    if file is None and config.get("tokenizer_class") in ("PreTrainedTokenizerFast", "TokenizersBackend"):
        del config["tokenizer_class"]
    return make(file, config, rng.choice(list(EXTRAS)), rng.random() < 0.5)


def written(content) -> str:
    if content == "MERGES":
        return "#version: 0.2\n" + "\n".join(MERGES) + "\n"
    if isinstance(content, str) and not content.startswith("VOCAB"):
        return content
    text = json.dumps(content, ensure_ascii=False)
    return text.replace('"VOCAB"', json.dumps(VOCAB)).replace('"VOCAB+END"', json.dumps(WITH_END)).replace('"MERGES"', json.dumps(MERGES))


def answer(name: str, files: dict) -> dict | None:
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            if isinstance(content, dict) and "base64" in content:
                (Path(folder) / path).write_bytes(base64.b64decode(content["base64"]))
            else:
                (Path(folder) / path).write_text(written(content), encoding="utf-8", newline="")
        try:
            tokenizer = AutoTokenizer.from_pretrained(folder)
            ids = [tokenizer(text)["input_ids"] for text in TEXTS]
            decoded = [tokenizer.decode(each, skip_special_tokens=True) for each in ids]
        except Exception as error:
            print(f"{name}: {type(error).__name__} {str(error)[:90]}")
            return None
    return {"name": name, "files": files, "ids": ids, "decoded": decoded}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    repos = {f"random {options.seed}/{index}": random_repo(rng) for index in range(options.random)} or fixed()
    found = [entry for name, files in repos.items() if (entry := answer(name, files))]
    content = {"vocab": VOCAB, "end": END, "merges": MERGES, "rows": ROWS, "texts": TEXTS, "repos": found}
    text = json.dumps(content, separators=(",", ":")) + "\n"
    options.out.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(found)} of {len(repos)} repositories")


main()
