"""Command line of train.py. The defaults are the settings of the shipped model."""

import argparse
from pathlib import Path

USAGE = """Pre-trains on prose and quotes, or fine-tunes on quotes. Resumes from its checkpoint.

    python train.py pretrain --data work/ --out work/pretrain
    python train.py finetune --data work/ --out work/finetune --from work/pretrain
"""

# What differs between the phases. Rates are those of AdamW and of Muon; shares are of all steps.
PHASES = {
    "pretrain": {
        "tokens": 9598 * 65536,
        "batch": 256,
        "length": 256,
        "lr": 3e-3,
        "matrix_lr": 0.02,
        "decay_share": 0.45,
        "warmup": 150,
        "grid_from": 0.6,
        "bfloat16": True,
        "eval_every": 300,
    },
    "finetune": {
        # Two passes, of which the run ends after the first, its rates halved: the second pass learns by heart.
        "tokens": 298 * 8192,
        "stop_after": 0.5,
        "batch": 64,
        "length": 128,
        "lr": 4e-4,
        "matrix_lr": 2e-3,
        "decay_share": 1.0,
        "warmup": 10,
        "grid_from": 0.0,
        "bfloat16": False,
        "eval_every": 37,
    },
}
SIZES = {
    "smoke": {"width": 64, "layers": 2, "heads": 2},
    # quotes-small
    "small": {"width": 256, "layers": 6, "heads": 4},
    "full": {"width": 512, "layers": 8, "heads": 8},
}


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=USAGE, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phase", choices=list(PHASES))
    parser.add_argument("--data", type=Path, required=True, help="what data.py wrote")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint, weights and history")
    parser.add_argument("--from", dest="start", type=Path, help="folder whose weights to start from")
    parser.add_argument("--from-file", default="last.pt")
    parser.add_argument("--size", choices=list(SIZES), default="full")
    parser.add_argument("--tokens", type=int, help="what the schedule is for")
    parser.add_argument("--stop-after", type=float, help="share of the schedule after which the run ends")
    parser.add_argument("--batch", type=int)
    parser.add_argument("--length", type=int)
    parser.add_argument("--lr", type=float)
    parser.add_argument("--matrix-lr", type=float)
    parser.add_argument("--weight-decay", type=float, default=0.1)
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--decay-share", type=float)
    parser.add_argument("--grid-from", type=float, help="share of the schedule after which weights are seen on the 4-bit grid")
    parser.add_argument(
        "--bfloat16", action=argparse.BooleanOptionalAction, help="products in bfloat16, where there are units for it"
    )
    parser.add_argument("--warmup", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--eval-every", type=int)
    parser.add_argument("--save-every", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for name, value in {"stop_after": 1.0, **PHASES[args.phase]}.items():
        if getattr(args, name) is None:
            setattr(args, name, value)
    return args
