"""Command line of train.py. The defaults are the settings of the shipped model."""

import argparse
from pathlib import Path

USAGE = """Pre-trains on prose and quotes, or fine-tunes on quotes. Resumes from its checkpoint.

    python train.py pretrain --data work/ --out work/pretrain
    python train.py finetune --data work/ --out work/finetune --from work/pretrain
"""

# What differs between the phases. Rates are those of AdamW and of Muon.
PHASES = {
    "pretrain": {
        "tokens": 823 * 4096,
        "batch": 16,
        "length": 256,
        "lr": 3e-3,
        "matrix_lr": 0.02,
        "decay_share": 0.32,
        "warmup": 60,
        "int8": False,
        "bfloat16": True,
    },
    "finetune": {
        "tokens": 275 * 4096,
        "batch": 32,
        "length": 128,
        "lr": 1.2e-3,
        "matrix_lr": 0.008,
        "decay_share": 1.0,
        "warmup": 10,
        "int8": True,
        # It has 8 bits, like int8: its rounding would blur the grid that the weights are to settle on.
        "bfloat16": False,
    },
}
SIZES = {
    "smoke": {"width": 64, "layers": 2, "heads": 2},
    "cpu": {"width": 256, "layers": 6, "heads": 4},
    "accelerator": {"width": 384, "layers": 8, "heads": 6},
}


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=USAGE, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phase", choices=list(PHASES))
    parser.add_argument("--data", type=Path, required=True, help="what data.py wrote")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint, weights and history")
    parser.add_argument("--from", dest="start", type=Path, help="folder whose weights to start from")
    parser.add_argument("--from-file", default="last.pt")
    parser.add_argument("--size", choices=list(SIZES), default="cpu")
    parser.add_argument("--tokens", type=int)
    parser.add_argument("--batch", type=int)
    parser.add_argument("--length", type=int)
    parser.add_argument("--lr", type=float)
    parser.add_argument("--matrix-lr", type=float)
    parser.add_argument("--weight-decay", type=float, default=0.1)
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--decay-share", type=float)
    parser.add_argument("--int8", action=argparse.BooleanOptionalAction, help="train with weights rounded to int8")
    parser.add_argument(
        "--bfloat16", action=argparse.BooleanOptionalAction, help="products in bfloat16, where there are units for it"
    )
    parser.add_argument("--warmup", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--eval-every", type=int, default=100)
    parser.add_argument("--save-every", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for name, value in PHASES[args.phase].items():
        if getattr(args, name) is None:
            setattr(args, name, value)
    return args
