"""Writes fixtures/field-cases.json.gz: tiny checkpoints of the kinds that failed in the field, and what transformers does.

    venv/bin/python scripts/golden/make_field_cases.py

Each case is a folder of files; its ids and texts are those of AutoTokenizer and AutoModelForCausalLM.generate(), greedily.
"""

import base64
import gzip
import json
import os
import tempfile
from pathlib import Path

os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import torch
from safetensors.torch import save_file, save_model
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import AutoModelForCausalLM, AutoTokenizer, GPT2Config, GPT2LMHeadModel

from tiny_tokenizer import END, TEXT, vocabulary

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "field-cases.json.gz"
NEW_TOKENS = 10
# Smallest gap between the two likeliest tokens in all steps: far over the rounding of another implementation.
MARGIN = 0.02

VOCAB, MERGES = vocabulary()
BASE = {token: index for token, index in VOCAB.items() if token != END}
byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
GPT4 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
        r"|\s+(?!\S)|\s+")


def token(content: str, id: int, **flags) -> dict:
    return {"id": id, "content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": False, **flags}


def tokenizer(added: list[dict] | None = None, vocab: dict | None = None, merges: list | None = None, model: dict | None = None, **parts) -> dict:
    bpe = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None, "fuse_unk": False,
           "byte_fallback": False, "ignore_merges": False, "vocab": vocab or VOCAB, "merges": [list(merge) for merge in (MERGES if merges is None else merges)], **(model or {})}
    default = [token(END, VOCAB[END], special=True)]
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": default if added is None else added, "normalizer": None,
            "pre_tokenizer": byte_level, "post_processor": None, "decoder": byte_level, "model": bpe, **parts}


def trained(pre: list, normalizer=None, size: int = 330) -> dict:
    """A byte-level BPE that was trained with other pre-tokenizers than GPT-2's."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.Sequence(pre)
    made.normalizer = normalizer
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=[END], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False, min_frequency=1)
    made.train_from_iterator([TEXT] * 4, trainer)
    return {**json.loads(made.to_str()), "decoder": byte_level}


def metaspace() -> dict:
    made = Tokenizer(models.BPE(unk_token="<unk>"))
    made.pre_tokenizer, made.normalizer = pre_tokenizers.Metaspace(), normalizers.NFKC()
    made.train_from_iterator([TEXT] * 4, trainers.BpeTrainer(vocab_size=150, special_tokens=[END, "<unk>"], show_progress=False))
    part = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return {**json.loads(made.to_str()), "decoder": part}


def template(content: str, id: int) -> dict:
    text = lambda name, kind: {"Sequence": {"id": name, "type_id": kind}}
    return {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": content, "type_id": 0}}, text("A", 0)], "pair": [text("A", 0), text("B", 1)],
            "special_tokens": {content: {"id": content, "ids": [id], "tokens": [content]}}}


FAST, GPT2 = "PreTrainedTokenizerFast", "GPT2Tokenizer"
BOS = [token(END, VOCAB[END], special=True), token("<s>", len(VOCAB), special=True)]
WORDS = {**BASE, "prototype": len(BASE), "constructor": len(BASE) + 1, "__proto__": len(BASE) + 2, END: len(BASE) + 3}
TEXTS = ["The rest is", "It isn't 12345 hard", "Café: two  spaces"]

# name: class, tokenizer.json, more of tokenizer_config.json, prompts, how the weights are saved
CASES: dict[str, dict] = {
    "object keys": dict(tokenizer=tokenizer([token(END, WORDS[END], special=True)], WORDS, model={"ignore_merges": True}), prompts=["prototype", "constructor is", "__proto__ a"]),
    "added single word": dict(tokenizer=tokenizer([*BOS[:1], token("cat", len(VOCAB), single_word=True), token("Rest", len(VOCAB) + 1, normalized=True)]), prompts=["concatenate", "a cat, cat", "The Rest"]),
    "template with bos": dict(tokenizer=tokenizer(BOS, post_processor=template("<s>", len(VOCAB)))),
    "template with bos, class of GPT-2": dict(named=GPT2, tokenizer=tokenizer(BOS, post_processor=template("<s>", len(VOCAB)))),
    "add_bos_token beside tokenizer.json": dict(named=GPT2, config={"add_bos_token": True}),
    "add_bos_token with legacy files": dict(named=GPT2, config={"add_bos_token": True}, legacy=True),
    "add_prefix_space in the configuration": dict(named=GPT2, config={"add_prefix_space": True}),
    "digits": dict(tokenizer=trained([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]), prompts=["2024", "in 2024 1000", "a1b22"]),
    "white space": dict(tokenizer=trained([pre_tokenizers.Whitespace(), pre_tokenizers.ByteLevel(add_prefix_space=False)])),
    "no pattern": dict(tokenizer=trained([pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])),
    "pattern of GPT-4": dict(tokenizer=trained([pre_tokenizers.Split(Regex(GPT4), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]), prompts=["for (i = 0;\n\n  i)", "WE'LL 12345", "a\r\n b"]),
    "normalizers": dict(tokenizer=trained([pre_tokenizers.ByteLevel(add_prefix_space=False)], normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents(), normalizers.Lowercase()])), prompts=["Café", "THE Rest", "ΣΑΣ İ"]),
    "U+0085 and U+FEFF": dict(tokenizer=tokenizer(), prompts=["a \u0085b", "a \ufeff b", "\u0085\u0085x"]),
    "ids with gaps": dict(tokenizer=tokenizer([token(END, VOCAB[END], special=True), token("<pad>", len(VOCAB) + 6, special=True)]), rows=len(VOCAB) + 7, prompts=["a", "a <pad> b", "The"]),
    "pad added, not resized": dict(tokenizer=tokenizer([token(END, VOCAB[END], special=True), token("[PAD]", len(VOCAB), special=True)]), rows=len(VOCAB)),
    "ignore_merges": dict(tokenizer=tokenizer(model={"ignore_merges": True})),
    "SentencePiece-like": dict(tokenizer=metaspace()),
    "save_model": dict(save="save_model"),
    "float64": dict(save="float64"),
    "NaN in config.json": dict(more={"loss": float("nan"), "nested": {"a": [float("-inf"), float("inf")]}}),
}


def make_model(rows: int, seed: int) -> GPT2LMHeadModel:
    torch.manual_seed(seed)
    model = GPT2LMHeadModel(GPT2Config(vocab_size=rows, n_positions=48, n_embd=8, n_layer=1, n_head=2, bos_token_id=0, eos_token_id=rows - 1)).eval()
    with torch.no_grad():
        for name, tensor in model.named_parameters():
            wide = 0.8 if "wte" in name or "wpe" in name else 0.5
            tensor.copy_((torch.randn_like(tensor) * wide + (1.0 if "ln_" in name and "weight" in name else 0.0)).half().float())
    return model


def save(model: GPT2LMHeadModel, folder: Path, how: str) -> None:
    tensors = {name: tensor for name, tensor in model.state_dict().items() if name != "lm_head.weight"}
    if how == "save_model":
        save_model(model, str(folder / "model.safetensors"))
    else:
        kind = torch.float64 if how == "float64" else torch.float16
        save_file({name: tensor.to(kind) for name, tensor in tensors.items()}, folder / "model.safetensors", metadata={"format": "pt"})


def greedy(model, ids: list[int]) -> list[int] | None:
    """None where a step is too close to call."""
    made = model.generate(torch.tensor([ids]), do_sample=False, max_new_tokens=NEW_TOKENS, output_logits=True, return_dict_in_generate=True, pad_token_id=0)
    for logits in made.logits:
        best = logits[0].topk(2).values
        if best[0] - best[1] < MARGIN:
            return None
    return made.sequences[0, len(ids):].tolist()


def make(name: str, case: dict) -> dict:
    file = case.get("tokenizer") or tokenizer()
    size = max([*file["model"]["vocab"].values(), *(entry["id"] for entry in file["added_tokens"])]) + 1
    rows = case.get("rows", size)
    for seed in range(500):
        with tempfile.TemporaryDirectory() as path:
            folder = Path(path)
            model = make_model(rows, seed)
            config = {**{key: model.config.to_dict()[key] for key in ["vocab_size", "n_positions", "n_embd", "n_layer", "n_head", "bos_token_id", "eos_token_id"]},
                      "model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], **case.get("more", {})}
            (folder / "config.json").write_text(json.dumps(config))
            (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": case.get("named", FAST), "eos_token": END, **case.get("config", {})}))
            if case.get("legacy"):
                (folder / "vocab.json").write_text(json.dumps(file["model"]["vocab"], ensure_ascii=False))
                (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(" ".join(merge) for merge in MERGES) + "\n")
            else:
                (folder / "tokenizer.json").write_text(json.dumps(file, ensure_ascii=False))
            save(model, folder, case.get("save", "float16"))
            read = AutoTokenizer.from_pretrained(folder)
            ids = [read(prompt)["input_ids"] for prompt in case.get("prompts", TEXTS)]
            loaded = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
            found = [greedy(loaded, each) for each in ids]
            if None in found:
                continue
            files = {entry.name: base64.b64encode(entry.read_bytes()).decode() for entry in sorted(folder.iterdir())}
        cases = [dict(prompt=prompt, input_ids=each, greedy=new, text=read.decode(each + new, skip_special_tokens=True)[len(read.decode(each, skip_special_tokens=True)):])
                 for prompt, each, new in zip(case.get("prompts", TEXTS), ids, found)]
        print(f"{name}: seed {seed}")
        return dict(name=name, files=files, cases=cases)
    raise RuntimeError(f"{name}: no seed will do")


def main() -> None:
    torch.set_num_threads(1)
    made = [make(name, case) for name, case in CASES.items()]
    OUT.write_bytes(gzip.compress(json.dumps(made).encode(), mtime=0))


main()
