"""Writes fixtures/keras/: one tiny GPT-2's weights as Keras saves those of TFGPT2LMHeadModel, in the ways that HDF5 has.

    venv/bin/python scripts/golden/make_keras_weights.py

The weights are those of src/convert/read/testing/tiny-checkpoint.ts, so that a test can tell every value. Keras writes groups,
datasets and the attributes `layer_names` and `weight_names` with h5py, and so does this.
"""

import shutil
from pathlib import Path

import h5py
import numpy

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "keras"
SHAPES = {
    "wte/embeddings": (3, 2), "wpe/embeddings": (4, 2),
    "h_._0/ln_1/gamma": (2,), "h_._0/ln_1/beta": (2,),
    "h_._0/attn/c_attn/weight": (2, 6), "h_._0/attn/c_attn/bias": (1, 6),
    "h_._0/attn/c_proj/weight": (2, 2), "h_._0/attn/c_proj/bias": (1, 2),
    "h_._0/ln_2/gamma": (2,), "h_._0/ln_2/beta": (2,),
    "h_._0/mlp/c_fc/weight": (2, 8), "h_._0/mlp/c_fc/bias": (1, 8),
    "h_._0/mlp/c_proj/weight": (8, 2), "h_._0/mlp/c_proj/bias": (1, 2),
    "ln_f/gamma": (2,), "ln_f/beta": (2,),
}
PREFIX = "tfgpt2lm_head_model/transformer/"


def write(name: str, dtype: str = "<f4", libver: str = "earliest", layer: str = "transformer", **options: object) -> None:
    with h5py.File(OUT / name, "w", libver=libver) as file:
        file.attrs["layer_names"] = [layer.encode()]
        file.attrs["backend"] = b"tensorflow"
        group = file.create_group(layer)
        group.attrs["weight_names"] = [f"{PREFIX}{path}:0".encode() for path in SHAPES]
        for path, shape in SHAPES.items():
            values = numpy.arange(numpy.prod(shape)) % 7 / 8 - 0.375
            # Chunks that reach beyond the edges, and more than one of them where there is room.
            sizes = {"chunks": tuple(max(1, size * 2 // 3) for size in shape)} if options else {}
            group.create_dataset(f"{PREFIX}{path}:0", data=values.reshape(shape).astype(dtype), **{**options, **sizes})


def main() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    write("plain.h5")
    write("half.h5", dtype="<f2")
    write("double.h5", dtype="<f8")
    write("latest.h5", libver="latest")
    write("chunks.h5", chunks=True)
    write("deflate.h5", compression="gzip")
    write("shuffled.h5", compression="gzip", shuffle=True)
    write("refused-big-endian.h5", dtype=">f4")
    write("refused-integers.h5", dtype="<i4")
    write("refused-checksum.h5", fletcher32=True)
    write("refused-latest-chunks.h5", libver="latest", compression="gzip")
    with h5py.File(OUT / "refused-many-links.h5", "w", libver="latest") as file:
        for i in range(20):
            file.create_group(f"group{i}")
    with h5py.File(OUT / "refused-keras-3.h5", "w", libver="latest") as file:
        for path in ("layers/wte/vars/0", "layers/h/layers/block/attn/c_attn/vars/0"):
            file.create_dataset(path, data=np.zeros((3, 2), np.float32))


if __name__ == "__main__":
    main()
