"""Warm-up, stable, decay: the learning rate as a factor of its base."""

from dataclasses import dataclass
from pathlib import Path

# Steps of decay when the file that asks for it is empty.
HURRIED = 200
FLOOR = 0.02


@dataclass
class Schedule:
    steps: int
    decay_from: int
    warmup: int
    # The factor that the decay starts from.
    top: float = 1.0

    def factor(self, step: int) -> float:
        if step < min(self.warmup, self.decay_from or self.warmup):
            return (step + 1) / self.warmup
        if step < self.decay_from:
            return self.top
        share = (step - self.decay_from) / max(1, self.steps - self.decay_from)
        return FLOOR + (self.top - FLOOR) * (1 - share)

    def hurry(self, request: Path, step: int) -> bool:
        """If the file exists, takes it away and decays from now on to the end in the number of steps it holds."""
        if not request.exists():
            return False
        left = int(request.read_text().strip() or HURRIED)
        request.unlink()
        self.top, self.decay_from, self.steps = self.factor(step), step, step + left
        return True
