"""Writes fixtures/odd-weights/: one tiny GPT-2's weights in the odd ways that trainers save them.

    venv/bin/python scripts/golden/make_odd_weights.py

The weights are those of src/convert/read/testing/tiny-checkpoint.ts, so that a test can tell every value.
"""

import argparse
import collections
import datetime
import decimal
import pathlib
import pickle
import random
import shutil
import types
import uuid
from pathlib import Path

import numpy
import torch
from safetensors.torch import save_file, save_model
from transformers import GPT2Config, GPT2LMHeadModel

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "odd-weights"


def make_model() -> GPT2LMHeadModel:
    model = GPT2LMHeadModel(GPT2Config(vocab_size=3, n_positions=4, n_embd=2, n_layer=1, n_head=1))
    with torch.no_grad():
        for tensor in model.parameters():
            tensor.copy_((torch.arange(tensor.numel()) % 7 / 8 - 0.375).view(tensor.shape))
    return model


def beside() -> dict:
    """What lies beside the weights in files of real trainers: nothing of it is part of the model."""
    generator = torch.Generator().manual_seed(2**63 + 1)
    return {
        "epoch": 3, "best": float("nan"), "losses": [1.5, None, True, -(2**31)], "seed": 2**64 - 1, "large": 2**100,
        "size": torch.Size([3, 2]), "device": torch.device("cuda", 0), "dtype": torch.float16, "layout": torch.strided,
        "dtypes": {torch.float32, torch.bfloat16}, "frozen": frozenset({1, 2}), "counts": collections.Counter("abca"),
        "default": collections.defaultdict(list, {"a": [1]}), "ordered": collections.OrderedDict(a=1),
        "queue": collections.deque([1, 2], maxlen=3), "keys": {(0, 1): "tuple", None: 0, 1.5: 0, torch.int64: 0},
        "args": argparse.Namespace(lr=1e-4, out=pathlib.PurePosixPath("out")), "simple": types.SimpleNamespace(a=1),
        "path": pathlib.PurePosixPath("a/b"), "when": datetime.datetime(2024, 2, 29, tzinfo=datetime.timezone.utc),
        "took": datetime.timedelta(seconds=1), "complex": 1 + 2j, "bytes": b"\x00\xff", "array": bytearray(b"ab"),
        "slice": slice(1, None), "range": range(3), "decimal": decimal.Decimal("0.1"), "id": uuid.UUID(int=7),
        "scalar": numpy.float64(0.5), "integer": numpy.int64(7), "numbers": numpy.arange(6).reshape(2, 3),
        "numpy": numpy.random.RandomState(0).get_state(), "generator": numpy.random.PCG64(1).state,
        "random": random.Random(0).getstate(), "torch": generator.get_state(), "version": torch.torch_version.TorchVersion("2.1"),
        "config": GPT2Config(n_embd=2), "settings": "lr: 0.1\n" * 1000,
    }


def main() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    model = make_model()
    tensors = {name: tensor for name, tensor in model.state_dict().items() if name != "lm_head.weight"}
    save_model(model, str(OUT / "save-model.safetensors"))
    save_file({name: tensor.double() for name, tensor in tensors.items()}, OUT / "float64.safetensors")
    torch.save({name: tensor.double() for name, tensor in tensors.items()}, OUT / "float64.bin")
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        torch.save({**tensors, **beside()}, OUT / f"beside-protocol-{protocol}.bin", pickle_protocol=protocol)
    torch.save({**beside(), **tensors}, OUT / "beside-old.bin", _use_new_zipfile_serialization=False)
    tagged = {name: torch.nn.Parameter(tensor) for name, tensor in tensors.items()}
    for parameter in tagged.values():
        parameter.note = "an attribute"
    torch.save(tagged, OUT / "parameters.bin")


main()
