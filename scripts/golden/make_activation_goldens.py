"""Writes fixtures/activations.json: every function of transformers' ACT2FN, and a whole GPT-2 with each of them.

    python -m venv venv && venv/bin/pip install -r scripts/golden/requirements.txt
    venv/bin/python scripts/golden/make_activation_goldens.py

`inputs` and, by name, `values` are float32 in base64, computed in float64 and rounded; `logits` are the last ones of the
checkpoint fixtures/checkpoints/inner (make_checkpoints.py) with another `activation_function`, for `input_ids`, in
float32. `trained` names the functions that have weights of their own. Same versions, same file.
"""

import base64
import json
from pathlib import Path

import torch
from transformers import GPT2Config, GPT2LMHeadModel
from transformers.activations import ACT2FN

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CHECKPOINT = FIXTURES / "checkpoints" / "inner" / "safetensors"
IDS = [37, 71, 68, 12, 300, 301, 261, 65, 37, 9, 0, 255, 12, 12, 280, 44]


def inputs() -> torch.Tensor:
    """Fine steps where functions bend, zeros, tiny numbers, and what is far out."""
    fine = torch.arange(-12, 12, 1 / 16, dtype=torch.float32)
    edges = torch.tensor([0.0, -0.0, 1e-30, -1e-30, 1e-6, -1e-6, 20, 20.5, 30, -30, 50, -50, 88, -88, 100, -100, 1e4, -1e4])
    return torch.cat([fine, edges])


def pack(values: torch.Tensor) -> str:
    return base64.b64encode(values.contiguous().numpy().astype("<f4").tobytes()).decode()


@torch.no_grad()
def logits(name: str) -> torch.Tensor:
    config = GPT2Config.from_pretrained(CHECKPOINT, activation_function=name)
    model = GPT2LMHeadModel.from_pretrained(CHECKPOINT, config=config, dtype=torch.float32).eval()
    return model(torch.tensor([IDS])).logits[0, -1]


torch.set_num_threads(1)
given = inputs()
found = dict(inputs=pack(given), input_ids=IDS, values={}, logits={}, trained=[])
for activation in sorted(ACT2FN):
    function = ACT2FN[activation]
    if any(True for _ in function.parameters()):
        found["trained"].append(activation)
        continue
    # Where its form in float32 is not exact far out, the float64 one is what is meant.
    found["values"][activation] = pack(function(given.double()).float())
    found["logits"][activation] = pack(logits(activation))
(FIXTURES / "activations.json").write_text(json.dumps(found, indent=1) + "\n")
print(f"{len(found['values'])} functions, without {', '.join(found['trained'])}")
