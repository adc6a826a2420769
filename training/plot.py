"""The loss curves of a pre-training and a fine-tuning run as one picture.

    python plot.py --runs work/pretrain work/finetune --kneser-ney kneser-ney.json --out loss-curve.png
"""

import argparse
import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, nargs="+", required=True)
    parser.add_argument("--kneser-ney", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    figure, (held, train) = pyplot.subplots(1, 2, figsize=(10, 4), layout="constrained")
    offset = 0
    for run in args.runs:
        history = json.loads((run / "history.json").read_text())
        for axes, name in ((held, "heldout_bits_per_byte"), (train, "train_nats")):
            points = [(offset + point["step"], point[name]) for point in history if point[name] is not None]
            axes.plot(*zip(*points), marker=".", label=run.name)
        offset += history[-1]["step"]
    if args.kneser_ney is not None:
        bar = json.loads(args.kneser_ney.read_text())["heldout_bits_per_byte"]
        held.axhline(bar, color="gray", linestyle="--", label="5-gram Kneser-Ney")
    for axes, title in ((held, "held-out quotes, bits per byte"), (train, "training batches, nats per token")):
        axes.set(title=title, xlabel="step")
        axes.grid(alpha=0.3)
        axes.legend()
    figure.savefig(args.out, dpi=110)


if __name__ == "__main__":
    main()
