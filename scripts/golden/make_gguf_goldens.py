"""Writes fixtures/gguf-types.json: blocks of ggml's types of weights and the values that the gguf package gives them.

    venv/bin/python scripts/golden/make_gguf_goldens.py
"""

import base64
import json
from pathlib import Path

import numpy
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, quants

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "gguf-types.json"
# Where in a block its scales in half precision are: random bits there might be no numbers.
SCALES = {
    "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0],
    "Q2_K": [80, 82], "Q3_K": [108], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208],
}
BLOCKS = 2


def text(values: numpy.ndarray) -> str:
    return base64.b64encode(values.tobytes()).decode()


def main() -> None:
    random = numpy.random.default_rng(0)
    found = {}
    for name, places in SCALES.items():
        kind = GGMLQuantizationType[name]
        _, size = GGML_QUANT_SIZES[kind]
        blocks = random.integers(0, 256, (BLOCKS, size), dtype=numpy.uint8)
        for place in places:
            scales = random.uniform(-0.1, 0.1, (BLOCKS, 1)).astype("<f2")
            blocks[:, place : place + 2] = scales.view(numpy.uint8)
        values = quants.dequantize(blocks.reshape(-1), kind).astype("<f4")
        found[name] = {"bytes": text(blocks), "values": text(values)}
    OUT.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
