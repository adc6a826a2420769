"""Losses, gradients and steps of fine-tuning by PyTorch in float64, for the kernel's backward pass.

Writes fixtures/training.json.gz, of adapters, and fixtures/full-training.json.gz, of all weights: python make_training_goldens.py

Models and adapters are not stored: both sides draw them from the generator of src/kernel/testing/random-model.ts, in the same order.
"""

import gzip
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from transformers.activations import ACT2FN

FIXTURES = Path(__file__).parents[2] / "fixtures"
torch.set_default_dtype(torch.float64)

SMALL = dict(
    n_embd=32,
    n_head=2,
    n_layer=2,
    n_inner=128,
    n_positions=64,
    vocab_size=101,
    activation_function="gelu_new",
    layer_norm_epsilon=1e-5,
    scale_attn_weights=True,
    scale_attn_by_inverse_layer_idx=False,
    reorder_and_upcast_attn=False,
    tie_word_embeddings=True,
)
TARGETS = ["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"]
CASES = {
    "plain": (dict(), dict(rank=4, alpha=8, targets=TARGETS)),
    "own head": (dict(tie_word_embeddings=False), dict(rank=8, alpha=8, targets=TARGETS)),
    "odd sizes": (
        dict(n_embd=20, n_inner=50, n_layer=3, vocab_size=77, activation_function="gelu"),
        dict(rank=1, alpha=16, targets=TARGETS),
    ),
    "scores by layer": (
        dict(scale_attn_by_inverse_layer_idx=True, activation_function="relu", n_head=4),
        dict(rank=6, alpha=3, targets=["attn.c_attn"]),
    ),
    "scores not scaled": (
        dict(scale_attn_weights=False, activation_function="silu", n_layer=1),
        dict(rank=2, alpha=4, targets=["mlp.c_fc", "mlp.c_proj"]),
    ),
    "a vocabulary in pieces": (
        dict(vocab_size=4401, n_layer=1, activation_function="quick_gelu"),
        dict(rank=4, alpha=4, targets=["attn.c_proj", "mlp.c_proj"]),
    ),
}
TINY = dict(n_embd=16, n_inner=64, n_positions=24, vocab_size=61)
FULL_CASES = {
    "tied": dict(),
    "own head": dict(tie_word_embeddings=False, n_layer=1),
    "odd sizes": dict(n_embd=20, n_inner=50, n_head=4, vocab_size=77, activation_function="gelu"),
    "scores by layer": dict(scale_attn_by_inverse_layer_idx=True, activation_function="relu", n_head=4),
    "scores not scaled": dict(scale_attn_weights=False, activation_function="silu", n_layer=1, layer_norm_epsilon=1e-3),
    "a larger vocabulary": dict(vocab_size=601, n_layer=1, activation_function="quick_gelu"),
}
ACTIVATIONS = [
    "gelu_new", "gelu", "relu", "silu", "tanh", "quick_gelu", "linear", "sigmoid", "leaky_relu", "relu2", "relu6",
    "mish", "hardswish", "laplace", "gelu_10",
]  # fmt: skip


def random_numbers(seed):
    state = seed
    while True:
        state = (state * 1664525 + 1013904223) % 2**32
        yield state / 2**32


def model_weights(config, seed):
    """As randomModel draws them: names of a checkpoint, matrices [inputs][outputs] with their scales in."""
    random = random_numbers(seed)
    weights = {}

    def vector(name, count, centre, spread):
        weights[name] = np.array([centre + spread * (next(random) - 0.5) for _ in range(count)], np.float32)

    def matrix(name, outputs, inputs):
        # Math.round: halves go up.
        values = np.array([np.floor((next(random) - 0.5) * 254 + 0.5) for _ in range(inputs * outputs)])
        scale = np.array([(0.01 + 0.01 * next(random)) / np.sqrt(inputs) for _ in range(outputs)], np.float32)
        weights[name] = values.reshape(inputs, outputs) * scale.astype(np.float64)

    d, inner = config["n_embd"], config["n_inner"]
    for i in range(config["n_layer"]):
        for norm in ["ln_1", "ln_2"]:
            vector(f"h.{i}.{norm}.weight", d, 1, 0.4)
            vector(f"h.{i}.{norm}.bias", d, 0, 0.4)
        for name, outputs, inputs in [
            ("attn.c_attn", 3 * d, d),
            ("attn.c_proj", d, d),
            ("mlp.c_fc", inner, d),
            ("mlp.c_proj", d, inner),
        ]:
            matrix(f"h.{i}.{name}", outputs, inputs)
            vector(f"h.{i}.{name}.bias", outputs, 0, 0.4)
    vector("wpe.weight", config["n_positions"] * d, 0, 1)
    vector("ln_f.weight", d, 1, 0.4)
    vector("ln_f.bias", d, 0, 0.4)
    matrix("wte", config["vocab_size"], d)
    if not config["tie_word_embeddings"]:
        matrix("lm_head", config["vocab_size"], d)
    return {name: torch.tensor(value, dtype=torch.float64) for name, value in weights.items()}


def adapter_weights(config, adapter, seed):
    random = random_numbers(seed)
    d, inner = config["n_embd"], config["n_inner"]
    sizes = {"attn.c_attn": (d, 3 * d), "attn.c_proj": (d, d), "mlp.c_fc": (d, inner), "mlp.c_proj": (inner, d)}
    pairs = []
    for layer in range(config["n_layer"]):
        for target in adapter["targets"]:
            inputs, outputs = sizes[target]

            def draw(*shape):
                count = int(np.prod(shape))
                values = np.array([(next(random) - 0.5) / np.sqrt(shape[-1]) for _ in range(count)], np.float32)
                return torch.tensor(values.reshape(shape), dtype=torch.float64, requires_grad=True)

            pairs.append((layer, target, draw(adapter["rank"], inputs), draw(outputs, adapter["rank"])))
    return pairs


def loss_of(config, weights, adapter, pairs, texts):
    """Σ -log p over all tokens but the first of each text."""
    factors = {(layer, target): (a, b) for layer, target, a, b in pairs}
    activate = ACT2FN[config["activation_function"]]
    d, heads = config["n_embd"], config["n_head"]

    def linear(layer, target, x):
        name = f"h.{layer}.{target}"
        y = x @ weights[name] + weights[f"{name}.bias"]
        if (layer, target) in factors:
            a, b = factors[layer, target]
            y = y + adapter["alpha"] / adapter["rank"] * (x @ a.T @ b.T)
        return y

    def norm(name, x):
        return F.layer_norm(x, (d,), weights[f"{name}.weight"], weights[f"{name}.bias"], config["layer_norm_epsilon"])

    total = 0
    for ids in texts:
        inputs, targets = torch.tensor(ids[:-1]), torch.tensor(ids[1:])
        length = len(inputs)
        x = weights["wte"].T[inputs] + weights["wpe.weight"].reshape(-1, d)[:length]
        for layer in range(config["n_layer"]):
            qkv = linear(layer, "attn.c_attn", norm(f"h.{layer}.ln_1", x))
            q, k, v = (part.reshape(length, heads, d // heads).transpose(0, 1) for part in qkv.split(d, dim=-1))
            scores = q @ k.transpose(1, 2)
            if config["scale_attn_weights"]:
                scores = scores / np.sqrt(d // heads)
            if config["scale_attn_by_inverse_layer_idx"]:
                scores = scores / (layer + 1)
            mask = torch.triu(torch.ones(length, length, dtype=torch.bool), 1)
            mixed = torch.softmax(scores.masked_fill(mask, -torch.inf), -1) @ v
            x = x + linear(layer, "attn.c_proj", mixed.transpose(0, 1).reshape(length, d))
            inner = activate(linear(layer, "mlp.c_fc", norm(f"h.{layer}.ln_2", x)))
            x = x + linear(layer, "mlp.c_proj", inner)
        head = weights["wte" if config["tie_word_embeddings"] else "lm_head"]
        total = total + F.cross_entropy(norm("ln_f", x) @ head, targets, reduction="sum")
    return total


def texts_for(config, seed):
    random = random_numbers(seed)
    return [[int(next(random) * config["vocab_size"]) for _ in range(length)] for length in (9, 2, 17, 5)]


def listed(tensor, digits=9):
    return [float(f"{value:.{digits}g}") for value in tensor.detach().reshape(-1).tolist()]


def step_case(name, changes, adapter):
    config = SMALL | changes
    weights = model_weights(config, 3)
    pairs = adapter_weights(config, adapter, 5)
    texts = texts_for(config, 7)
    tokens = sum(len(ids) - 1 for ids in texts)
    loss = loss_of(config, weights, adapter, pairs, texts)
    (loss / tokens).backward()
    gradients = [
        {"layer": layer, "target": target, "a": listed(a.grad), "b": listed(b.grad)} for layer, target, a, b in pairs
    ]
    parameters = [value for *_, a, b in pairs for value in (a, b)]
    norm = float(torch.nn.utils.clip_grad_norm_(parameters, 0.5))
    optimizer = torch.optim.Adam(parameters, lr=0.01)
    optimizer.step()
    optimizer.zero_grad()
    (loss_of(config, weights, adapter, pairs, texts) / tokens).backward()
    torch.nn.utils.clip_grad_norm_(parameters, 0.5)
    optimizer.step()
    after = loss_of(config, weights, adapter, pairs, texts).item()
    return dict(
        name=name, config=config, adapter=adapter, texts=texts, loss=loss.item(), gradients=gradients, norm=norm,
        after=after,
    )  # fmt: skip


def full_case(name, changes):
    """Every weight is trained; gradients are those of the tensors of a checkpoint."""
    config = SMALL | TINY | changes
    weights = model_weights(config, 3)
    for weight in weights.values():
        weight.requires_grad_()
    texts = texts_for(config, 7)
    tokens = sum(len(ids) - 1 for ids in texts)

    def loss_now():
        return loss_of(config, weights, None, [], texts)

    loss = loss_now()
    (loss / tokens).backward()
    gradients = []
    for key, weight in weights.items():
        # A table lies with a row for each token.
        gradient = weight.grad.T if key in ("wte", "lm_head") else weight.grad
        is_vector = key.endswith((".weight", ".bias"))
        gradients.append({"name": key if is_vector else f"{key}.weight", "values": listed(gradient, 6)})
    norm = float(torch.nn.utils.clip_grad_norm_(weights.values(), 0.5))
    optimizer = torch.optim.Adam(weights.values(), lr=0.002)
    optimizer.step()
    optimizer.zero_grad()
    (loss_now() / tokens).backward()
    torch.nn.utils.clip_grad_norm_(weights.values(), 0.5)
    optimizer.step()
    return dict(
        name=name, config=config, texts=texts, loss=loss.item(), gradients=gradients, norm=norm, after=loss_now().item()
    )


def activation_case(name):
    x = torch.linspace(-12, 12, 193).requires_grad_()
    ACT2FN[name](x).sum().backward()
    return dict(name=name, x=listed(x), slopes=listed(x.grad))


def write(name, goldens):
    out = FIXTURES / name
    out.write_bytes(gzip.compress(json.dumps(goldens, separators=(",", ":")).encode(), mtime=0))
    print(f"{out}: {out.stat().st_size} bytes")


def main():
    goldens = dict(
        steps=[step_case(name, *case) for name, case in CASES.items()],
        activations=[activation_case(name) for name in ACTIVATIONS],
    )
    write("training.json.gz", goldens)
    write("full-training.json.gz", [full_case(name, changes) for name, changes in FULL_CASES.items()])


if __name__ == "__main__":
    main()
