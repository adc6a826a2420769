"""Writes fixtures/tokenizer-repos.json.gz: repositories with every mixture of tokenizer files, and transformers' ids for them.

    venv/bin/python scripts/golden/make_tokenizer_repos.py [--random 500 --out FILE]

Each is a folder of small files; the ids are those of AutoTokenizer.from_pretrained(folder).
"""

import argparse
import gzip
import json
import os
import random
import tempfile
from pathlib import Path

os.environ["RUST_BACKTRACE"] = "0"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

from transformers import AutoTokenizer

from tiny_tokenizer import END, vocabulary

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "tokenizer-repos.json.gz"
VOCAB = {token: index for token, index in vocabulary()[0].items() if token != END}
MERGES = [f"{left} {right}" for left, right in vocabulary()[1]]
ROWS = 340

TEXTS = ["", "The rest", " The rest", f"a{END}b", "<s>x</s>", "a <pad> b", "  <mask>  c", "new york, newyork", "CAT cat concat", "2024\u0085\ufeff", "café", "[SEP] <extra>"]

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
EXTRAS = {
    "none": {}, "special map": {"special_tokens_map.json": {"bos_token": "<s>", "eos_token": {"content": "</s>", "lstrip": False, "normalized": False, "rstrip": True, "single_word": False}, "pad_token": "<pad>"}},
    "added": {"added_tokens.json": {"<pad>": 331, "<mask>": 330}}, "both": {"added_tokens.json": {"<pad>": 331}, "special_tokens_map.json": {"pad_token": {"content": "<pad>", "lstrip": True, "normalized": False, "rstrip": False, "single_word": False}}},
}


def make(file: str | None, config: dict, extra: str, end_in_vocab: bool, class_in_model: str | None = None) -> dict:
    found = {"config.json": {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": ROWS, **({"tokenizer_class": class_in_model} if class_in_model else {})}}
    found |= {"tokenizer.json": FILES[file]()} if file else {"vocab.json": "VOCAB+END" if end_in_vocab else "VOCAB", "merges.txt": "MERGES"}
    return found | {"tokenizer_config.json": config} | EXTRAS[extra]


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
    found["class in config.json"] = make("lower case", {}, "none", True, "PreTrainedTokenizerFast")
    return found


def random_repo(rng: random.Random) -> dict:
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
    text = json.dumps(content, ensure_ascii=False)
    return text.replace('"VOCAB"', json.dumps(VOCAB)).replace('"VOCAB+END"', json.dumps(WITH_END)).replace('"MERGES"', json.dumps(MERGES))


def answer(name: str, files: dict) -> dict | None:
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            (Path(folder) / path).write_text(written(content), encoding="utf-8")
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
