"""A trained model as a Hugging Face checkpoint folder.

    python export.py --data work/ --model work/finetune --out final/
"""

import argparse
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import GPT2TokenizerFast

from model import round_to_grid
from tokens import END

# Chosen by reading the best of 16 (README.md). The end stands before every text, so that the penalty counts it as written, and
# texts run on; the bias takes that back. transformers keeps `best_of` and does not know it.
SAMPLING = {
    "do_sample": True,
    "min_length": 3,
    "max_length": 40,
    "temperature": 0.85,
    "top_k": 40,
    "top_p": 0.9,
    "repetition_penalty": 1.2,
    "best_of": 16,
}
END_BIAS = 1.5
# What the preferences of a reader made too common: "is the key to life", "is a gift of God".
WORN = {" the key": -3.0, " gift of God": -1.5}


def rounded(name: str, tensor: torch.Tensor) -> torch.Tensor:
    """The tensor as the forward pass of fine-tuning saw it: on the 4-bit grid."""
    if name == "wte.weight":
        return round_to_grid(tensor)
    return round_to_grid(tensor.mT).mT if tensor.ndim == 2 and name != "wpe.weight" else tensor


def config_of(shape: dict, end: int) -> dict:
    return {
        "architectures": ["GPT2LMHeadModel"],
        "model_type": "gpt2",
        "activation_function": "gelu_new",
        "vocab_size": shape["vocab_size"],
        "n_positions": shape["n_positions"],
        "n_embd": shape["n_embd"],
        "n_layer": shape["n_layer"],
        "n_head": shape["n_head"],
        "layer_norm_epsilon": 1e-5,
        "attn_pdrop": 0.0,
        "embd_pdrop": 0.0,
        "resid_pdrop": 0.0,
        "tie_word_embeddings": True,
        "bos_token_id": end,
        "eos_token_id": end,
        "torch_dtype": "float32",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--file", default="model.pt")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)

    shape = json.loads((args.model / "shape.json").read_text())
    weights = torch.load(args.model / args.file, weights_only=True, map_location="cpu")
    tensors = {f"transformer.{name}": rounded(name, tensor).contiguous() for name, tensor in weights.items()}
    save_file(tensors, args.out / "model.safetensors", metadata={"format": "pt"})

    folder = args.data / "tokenizer"
    for name in ("vocab.json", "merges.txt"):
        shutil.copy(folder / name, args.out / name)
    tokenizer = GPT2TokenizerFast(
        str(folder / "vocab.json"),
        str(folder / "merges.txt"),
        unk_token=END,
        bos_token=END,
        eos_token=END,
        # Every text of fine-tuning began with it.
        add_bos_token=True,
    )
    tokenizer.model_max_length = shape["n_positions"]
    tokenizer.save_pretrained(args.out)
    end = tokenizer.convert_tokens_to_ids(END)
    (args.out / "config.json").write_text(json.dumps(config_of(shape, end), indent=2))
    biases = [[[end], END_BIAS], *([tokenizer.encode(run, add_special_tokens=False), bias] for run, bias in WORN.items())]
    generation = {"bos_token_id": end, "eos_token_id": end, **SAMPLING, "sequence_bias": biases}
    (args.out / "generation_config.json").write_text(json.dumps(generation, indent=2))


if __name__ == "__main__":
    main()
