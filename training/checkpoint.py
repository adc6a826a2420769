"""What a run leaves behind: a checkpoint to resume from, the last and the best weights, and its history."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch

from model import Gpt2
from schedule import Schedule


@dataclass
class Progress:
    step: int = 0
    best: float = float("inf")
    history: list[dict] = field(default_factory=list)


def write(value: object, path: Path) -> None:
    """Whole or not at all: a run may be cut off at any moment."""
    partial = path.with_suffix(".partial")
    torch.save(value, partial)
    os.replace(partial, path)


def save(out: Path, model: Gpt2, optimizers: list, schedule: Schedule, progress: Progress) -> None:
    state = {"model": model.state_dict(), "optimizers": [opt.state_dict() for opt in optimizers]}
    state |= {"schedule": asdict(schedule), **asdict(progress)}
    write(state, out / "checkpoint.pt")


def resume(out: Path, model: Gpt2, optimizers: list, schedule: Schedule) -> Progress:
    """Restores everything from `out`'s checkpoint; a fresh Progress where there is none."""
    if not (out / "checkpoint.pt").exists():
        return Progress()
    state = torch.load(out / "checkpoint.pt", weights_only=True)
    model.load_state_dict(state["model"])
    for opt, saved in zip(optimizers, state["optimizers"]):
        opt.load_state_dict(saved)
    vars(schedule).update(state["schedule"])
    return Progress(state["step"], state["best"], state["history"])


def record(out: Path, model: Gpt2, progress: Progress, nats: float, bits: float) -> None:
    """Notes a held-out evaluation and keeps the weights, also as the best so far where they are."""
    progress.history.append({"step": progress.step, "train_nats": nats, "heldout_bits_per_byte": bits})
    (out / "history.json").write_text(json.dumps(progress.history))
    (out / "shape.json").write_text(json.dumps(asdict(model.shape)))
    write(model.state_dict(), out / "last.pt")
    if bits < progress.best:
        progress.best = bits
        write(model.state_dict(), out / "model.pt")
