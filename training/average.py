"""The mean of the weights of several runs that started from the same ones; export.py puts it on the 4-bit grid once more.

    python average.py --runs work/finetune work/finetune2 --out work/mean
    python average.py --runs work/mean work/preferred --shares 0.3 0.7 --out work/shipped
"""

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, nargs="+", required=True)
    parser.add_argument("--shares", type=float, nargs="+", help="equal where they are left out")
    parser.add_argument("--file", default="model.pt")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    states = [torch.load(run / args.file, weights_only=True, map_location="cpu") for run in args.runs]
    shares = args.shares or [1 / len(states)] * len(states)
    if len(shares) != len(states) or abs(sum(shares) - 1) > 1e-6:
        parser.error(f"--shares {shares}: one for each of the {len(states)} runs, 1 together")
    mean = {name: sum(state[name] * share for state, share in zip(states, shares)) for name in states[0]}
    torch.save(mean, args.out / "model.pt")
    shutil.copy(args.runs[0] / "shape.json", args.out / "shape.json")


if __name__ == "__main__":
    main()
