"""Pre-training and fine-tuning; see options.py for the command line."""

import argparse
import time

import torch

from batches import ProseBatches, QuoteBatches, heldout_batches
from bits import held_out_bits
from checkpoint import Progress, record, resume, save
from device import best_device, has_bfloat16
from model import Gpt2, Shape
from muon import Muon
from options import SIZES, parse
from schedule import Schedule
from tokens import load_tokenizer


def build_optimizers(model: Gpt2, args: argparse.Namespace) -> list[torch.optim.Optimizer]:
    """Muon for the hidden matrices, AdamW for embeddings, norms and biases."""
    named = [(p.ndim == 2 and name.startswith("h."), p) for name, p in model.named_parameters()]
    dtype = torch.bfloat16 if args.bfloat16 else torch.float32
    return [
        Muon([p for hidden, p in named if hidden], args.matrix_lr, dtype, weight_decay=args.weight_decay),
        torch.optim.AdamW([p for hidden, p in named if not hidden], lr=args.lr, betas=(0.9, 0.98), weight_decay=0.0, fused=True),
    ]


def build_model(args: argparse.Namespace) -> Gpt2:
    size = SIZES[args.size]
    vocabulary = load_tokenizer(args.data).get_vocab_size()
    model = Gpt2(Shape(vocabulary, 256, size["width"], size["layers"], size["heads"], args.dropout))
    if args.start is not None:
        model.load_state_dict(torch.load(args.start / args.from_file, weights_only=True, map_location="cpu"))
    return model.to(args.device)


def train_step(model: Gpt2, optimizers: list, batch: tuple, factor: float, bfloat16: bool) -> float:
    """One update at `factor` of the base rates. Returns the loss in nats a token."""
    device = model.wte.weight.device
    with torch.autocast(device.type, torch.bfloat16, enabled=bfloat16):
        loss = model.loss(*(part.to(device) for part in batch))
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for opt in optimizers:
        for group in opt.param_groups:
            group["lr"] = group.setdefault("base_lr", group["lr"]) * factor
        opt.step()
        opt.zero_grad(set_to_none=True)
    return loss.item()


class Meter:
    """Smoothed loss, and tokens a second since the last line."""

    def __init__(self):
        self.nats, self.tokens, self.began = None, 0, time.time()

    def add(self, nats: float, tokens: int) -> None:
        self.nats = nats if self.nats is None else 0.98 * self.nats + 0.02 * nats
        self.tokens += tokens

    def line(self) -> str:
        rate = self.tokens / (time.time() - self.began)
        self.tokens, self.began = 0, time.time()
        return f"loss {self.nats:.4f} {rate:.0f} tok/s"


def loop(args: argparse.Namespace, model: Gpt2, optimizers: list, schedule: Schedule, progress: Progress) -> None:
    batches = (ProseBatches if args.phase == "pretrain" else QuoteBatches)(args.data, args.batch, args.length, args.seed)
    held = heldout_batches(args.data)
    meter = Meter()
    last = max(1, round(schedule.steps * args.stop_after))
    while progress.step < last:
        if schedule.hurry(args.out / "decay-now", progress.step):
            last = schedule.steps
        if progress.step >= schedule.steps * args.grid_from:
            model.train_on_grid()
        factor = schedule.factor(progress.step)
        batch = batches.at(progress.step, schedule.steps)
        meter.add(train_step(model, optimizers, batch, factor, args.bfloat16), batch[0].numel())
        progress.step += 1
        ended = progress.step >= last
        if progress.step % 20 == 0:
            print(f"step {progress.step}/{last} lr x{factor:.2f} {meter.line()}", flush=True)
        if progress.step % args.eval_every == 0 or ended:
            bits = held_out_bits(model, *held)
            record(args.out, model, progress, meter.nats, bits)
            print(f"step {progress.step}: held-out {bits:.4f} bits per byte {time.strftime('%H:%M:%S')}", flush=True)
        if progress.step % args.save_every == 0 or ended:
            save(args.out, model, optimizers, schedule, progress)


def main() -> None:
    args = parse()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    # Float32 products in TF32 where the accelerator has it.
    torch.set_float32_matmul_precision("high")
    args.out.mkdir(parents=True, exist_ok=True)
    args.device = best_device()
    args.bfloat16 = args.bfloat16 and has_bfloat16(args.device)
    model = build_model(args)
    optimizers = build_optimizers(model, args)
    steps = max(1, args.tokens // (args.batch * args.length))
    schedule = Schedule(steps, int(steps * (1 - args.decay_share)), min(args.warmup, steps // 4))
    progress = resume(args.out, model, optimizers, schedule)
    count = sum(p.numel() for p in model.parameters())
    print(f"{args.phase}: {count:,} parameters, steps {progress.step} to {schedule.steps}, {model.shape}", flush=True)
    print(f"on {args.device}, products in {'bfloat16' if args.bfloat16 else 'float32'}", flush=True)
    loop(args, model, optimizers, schedule, progress)


if __name__ == "__main__":
    main()
