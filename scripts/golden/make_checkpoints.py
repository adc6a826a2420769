"""Writes fixtures/checkpoints/: tiny GPT-2 checkpoints in every file format, and what PyTorch makes of them.

    python -m venv venv && venv/bin/pip install -r scripts/golden/requirements.txt
    venv/bin/python scripts/golden/make_checkpoints.py

fixtures/checkpoints/README.md says what lies there. Same versions, same files.
"""

import base64
import json
import shutil
from pathlib import Path

import numpy
import torch
from safetensors.torch import save_file
from transformers import GPT2Config, GPT2LMHeadModel, GPT2Tokenizer

from tiny_tokenizer import END, vocabulary, write_legacy

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "checkpoints"
PROMPTS = ["The", "Life is not about", "There are 12 ways to"]
NEW_TOKENS = 40
# Smallest gap between the two likeliest tokens in all greedy steps: far over the rounding of another implementation.
MARGIN = 0.02

# `tokenizer`: "fast" tokenizer.json, "grown" the legacy files with added tokens, "legacy" vocab.json and merges.txt only.
SHAPES = {
    "plain": dict(config=dict(n_embd=36, n_head=3, n_layer=2, n_positions=64)),
    "inner": dict(config=dict(n_embd=32, n_head=4, n_layer=2, n_positions=96, n_inner=56, activation_function="relu",
                              layer_norm_epsilon=1e-3, scale_attn_by_inverse_layer_idx=True)),
    "untied": dict(config=dict(n_embd=40, n_head=5, n_layer=1, n_positions=64, activation_function="gelu",
                               tie_word_embeddings=False)),
    "grown": dict(config=dict(n_embd=32, n_head=1, n_layer=3, n_positions=64, vocab_size=323), tokenizer="grown",
                  stale_vocab_size=320),
    "half": dict(config=dict(n_embd=48, n_head=6, n_layer=2, n_positions=64), dtype=torch.float16, prefix="",
                 buffers=True),
    "bfloat": dict(config=dict(n_embd=32, n_head=2, n_layer=4, n_positions=80, activation_function="silu",
                               reorder_and_upcast_attn=True), dtype=torch.bfloat16),
    "legacy": dict(config=dict(n_embd=24, n_head=2, n_layer=2, n_positions=51, vocab_size=384,
                               scale_attn_weights=False), tokenizer="legacy", buffers=True, keep_head=True),
}
FORMATS = ["safetensors", "sharded", "bin", "old-bin"]


def make_model(config: dict, seed: int, dtype: torch.dtype) -> GPT2LMHeadModel:
    torch.manual_seed(seed)
    end = vocabulary()[0][END]
    model = GPT2LMHeadModel(GPT2Config(**{"vocab_size": 320, "bos_token_id": end, "eos_token_id": end, **config})).eval()
    with torch.no_grad():
        for key, tensor in model.named_parameters():
            wide = 0.6 if "wte" in key or "wpe" in key or "lm_head" in key else 0.3
            values = torch.randn_like(tensor) * wide + (1.0 if "ln_" in key and "weight" in key else 0.0)
            tensor.copy_(values.to(dtype).float())
    return model


@torch.no_grad()
def cases(model: GPT2LMHeadModel, tokenizer: GPT2Tokenizer) -> list[dict] | None:
    """None where a step is too close to call or the end of the text comes up: then another seed has to do."""
    found = []
    for prompt in PROMPTS:
        ids = tokenizer(prompt)["input_ids"]
        logits = model(torch.tensor([ids])).logits[0]
        greedy = []
        for _ in range(NEW_TOKENS):
            last = model(torch.tensor([ids + greedy])).logits[0, -1]
            best = last.topk(2)
            if best.values[0] - best.values[1] < MARGIN or best.indices[0] >= len(tokenizer.get_vocab()) - 4:
                return None
            greedy.append(int(best.indices[0]))
        found.append(dict(prompt=prompt, input_ids=ids, logits=pack(logits), greedy=greedy))
    varied = all(len(set(case["greedy"])) > 8 for case in found)
    return found if varied else None


def pack(values: torch.Tensor) -> str:
    return base64.b64encode(values.numpy().astype("<f4").tobytes()).decode()


def state_dict(model: GPT2LMHeadModel, shape: dict) -> dict[str, torch.Tensor]:
    dtype, prefix = shape.get("dtype", torch.float32), shape.get("prefix", "transformer.")
    tensors = {}
    for key, value in model.state_dict().items():
        if key == "lm_head.weight":
            if not model.config.tie_word_embeddings or shape.get("keep_head"):
                tensors[key] = value.to(dtype).clone()
        else:
            tensors[key.replace("transformer.", prefix)] = value.to(dtype)
    if shape.get("buffers"):
        positions = model.config.n_positions
        for layer in range(model.config.n_layer):
            mask = torch.ones(positions, positions, dtype=torch.uint8).tril().view(1, 1, positions, positions)
            tensors[f"{prefix}h.{layer}.attn.bias"] = mask
            tensors[f"{prefix}h.{layer}.attn.masked_bias"] = torch.tensor(-1e4, dtype=dtype)
    return tensors


def save_weights(tensors: dict[str, torch.Tensor], folder: Path, form: str) -> None:
    if form == "safetensors":
        save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    elif form == "sharded":
        save_shards(tensors, folder, "model-{:05}-of-{:05}.safetensors", "model.safetensors.index.json",
                    lambda part, path: save_file(part, path, metadata={"format": "pt"}))
    elif form == "sharded-bin":
        save_shards(tensors, folder, "pytorch_model-{:05}-of-{:05}.bin", "pytorch_model.bin.index.json", torch.save)
    else:
        torch.save(tensors, folder / "pytorch_model.bin", _use_new_zipfile_serialization=form == "bin")


def save_shards(tensors: dict[str, torch.Tensor], folder: Path, pattern: str, index: str, save) -> None:
    names = list(tensors)
    parts = [names[i::3] for i in range(3)]
    weight_map = {}
    for number, part in enumerate(parts, 1):
        file = pattern.format(number, len(parts))
        save({name: tensors[name] for name in part}, folder / file)
        weight_map.update({name: file for name in part})
    total = sum(tensor.nbytes for tensor in tensors.values())
    text = json.dumps({"metadata": {"total_size": total}, "weight_map": weight_map}, indent=2)
    (folder / index).write_text(text + "\n")


def save_config(model: GPT2LMHeadModel, shape: dict, folder: Path) -> None:
    config = model.config.to_dict()
    if shape.get("tokenizer") == "legacy":
        # As transformers 2 wrote it: n_ctx, no n_inner, generation settings inside, no dtype.
        keep = ["n_embd", "n_head", "n_layer", "n_positions", "vocab_size", "layer_norm_epsilon", "bos_token_id",
                "eos_token_id", "scale_attn_weights", "activation_function"]
        config = {key: config[key] for key in keep} | {
            "architectures": ["GPT2LMHeadModel"], "model_type": "gpt2", "n_ctx": config["n_positions"],
            "task_specific_params": {"text-generation": {"do_sample": True, "max_length": 50}},
        }
    if "stale_vocab_size" in shape:
        config["vocab_size"] = shape["stale_vocab_size"]
    (folder / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    if shape.get("tokenizer") != "legacy":
        end = config["eos_token_id"]
        generation = {"bos_token_id": end, "eos_token_id": end, "do_sample": True, "top_k": 40, "top_p": 0.95,
                      "transformers_version": "5.23.0"}
        (folder / "generation_config.json").write_text(json.dumps(generation, indent=2) + "\n")


def make_tokenizer(kind: str) -> GPT2Tokenizer:
    vocab, merges = vocabulary()
    tokenizer = GPT2Tokenizer(vocab=vocab, merges=merges)
    if kind == "grown":
        tokenizer.add_special_tokens({"pad_token": "<|pad|>"})
        tokenizer.add_tokens(["<quote>", "storm-cloud"])
    return tokenizer


def save_tokenizer(kind: str, tokenizer: GPT2Tokenizer, folder: Path) -> None:
    if kind == "fast":
        tokenizer.save_pretrained(folder)
        return
    write_legacy(folder)
    if kind == "grown":
        added = {token: tokenizer.convert_tokens_to_ids(token) for token in ["<|pad|>", "<quote>", "storm-cloud"]}
        (folder / "added_tokens.json").write_text(json.dumps(added))
        special = {"bos_token": END, "eos_token": END, "unk_token": END, "pad_token": "<|pad|>"}
        (folder / "special_tokens_map.json").write_text(json.dumps(special))


def make_shape(name: str, shape: dict) -> None:
    kind = shape.get("tokenizer", "fast")
    tokenizer = make_tokenizer(kind)
    for seed in range(1000):
        model = make_model(shape["config"], seed, shape.get("dtype", torch.float32))
        if found := cases(model, tokenizer):
            break
    forms = FORMATS + (["sharded-bin"] if name == "legacy" else [])
    for form in forms:
        folder = OUT / name / form
        folder.mkdir(parents=True)
        save_weights(state_dict(model, shape), folder, form)
        save_config(model, shape, folder)
        save_tokenizer(kind, tokenizer, folder)
    expected = dict(formats=forms, vocab_size=model.config.vocab_size, cases=found)
    (OUT / name / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
    print(f"{name}: seed {seed}, {model.num_parameters()} parameters")


for name in SHAPES:
    shutil.rmtree(OUT / name, ignore_errors=True)
torch.set_num_threads(1)
numpy.seterr(all="raise")
for name, shape in SHAPES.items():
    make_shape(name, shape)
