"""Writes fixtures/scores.json: what PyTorch says of each token of twenty texts.

    pip install torch transformers onnx && python scripts/golden/make_score_goldens.py

By transformers' GPT2LMHeadModel in float32, with the weights of the site's own model: its 4-bit weights are exact in float32, so what
the page adds is its own arithmetic alone. Each text begins with the token that begins texts.
"""

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import AutoTokenizer, GPT2Config, GPT2LMHeadModel

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "public" / "models" / "quotes"
BLOCK = 32
MIDDLE = 8

TEXTS = [
    "Happiness is a habit of the heart.",
    "Life is",
    "The best way to begin is to begin.",
    "Courage does not shout; it gets up early and goes to work.",
    "Nobody owes the river a bridge.",
    "I have never met a clock that was in a hurry.",
    "“Wait,” said the rain, “I am not done with you.”",
    "A friend is someone who knows where the spare key is, and does not use it.",
    "If you want to be heard, listen first.",
    "music is the only language without a word for no",
    "2 + 2 = 5, for very large values of 2!",
    "Ça ira mieux demain, peut-être.",
    "Über allen Gipfeln",
    "希望",
    "😀😀",
    "ALL CAPITALS DO NOT MAKE IT TRUE.",
    "a a a a a a a a a a a a",
    "One line\nand another one\n\nand a third.",
    "Supercalifragilistic words frighten small vocabularies.",
    "The sea was quiet that morning, and the boats lay on it as if somebody had drawn them there with a very soft pencil; "
    "an old man sat on the wall, mended his net, and told the cat what he thought of the weather, of the price of fish, and of "
    "those who write about the sea without ever having been wet. The cat agreed with all of it.",
]


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """The graph's weights under their own names; 4-bit ones as the numbers that they stand for, [out, in]."""
    stored = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    weights = {}
    for name, array in stored.items():
        if not name.endswith("_q4"):
            weights[name] = torch.from_numpy(array.astype(np.float32)) if array.dtype.kind == "f" else None
        elif name.endswith(".weight_q4"):
            scale = stored[name.replace(".weight_q4", ".scale_q4")].astype(np.float32)
            steps = np.stack([array & 15, array >> 4], axis=-1).reshape(*scale.shape, BLOCK).astype(np.float32) - MIDDLE
            weights[name.removesuffix("_q4")] = torch.from_numpy((steps * scale[..., None]).reshape(len(array), -1))
    return weights


def load_model() -> GPT2LMHeadModel:
    config = json.loads((MODEL / "config.json").read_text())
    model = GPT2LMHeadModel(GPT2Config(**config)).eval()
    weights = read_weights(MODEL / "onnx" / "model_q4.onnx")
    for name, parameter in model.transformer.named_parameters():
        weight = weights[name]
        # Conv1D keeps its matrices the other way round.
        is_turned = ".c_" in name and name.endswith("weight")
        parameter.data.copy_(weight.T if is_turned else weight)
    return model


def main() -> None:
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    model = load_model()
    start = model.config.bos_token_id
    cases = []
    for text in TEXTS:
        ids = [start, *tokenizer.encode(text, add_special_tokens=False)]
        with torch.no_grad():
            logprobs = torch.log_softmax(model(torch.tensor([ids])).logits[0].double(), -1)
        own = [logprobs[i, token].item() for i, token in enumerate(ids[1:])]
        likeliest = [logprobs[i].argmax().item() for i in range(len(ids) - 1)]
        cases.append({"text": text, "ids": ids[1:], "logprobs": [round(one, 6) for one in own], "likeliest": likeliest})
    (ROOT / "fixtures" / "scores.json").write_text(json.dumps(cases, ensure_ascii=False) + "\n")


main()
