"""200 samples of 40 prompts by the product's own command line, as the page writes them, with written-down seeds.

    python report.py --hostless "npm run --silent hostless --" --model ../public/models/quotes --out samples.jsonl

Every prompt is written for with each of five seeds, one text a time: what a visitor sees first. `judge.py --samples
samples.jsonl` judges them.
"""

import argparse
import json
import shlex
import subprocess
from pathlib import Path

from sample import PROMPTS

SEEDS = range(101, 106)
# The command line takes no more prompts at a time.
TOGETHER = 8


def samples_of(command: list[str], model: Path, prompts: list[str], seed: int) -> list[dict]:
    # What the page sets beside the package's own settings.
    line = [*command, "generate", "--model", str(model), "--seed", str(seed), "--token-healing", "--json"]
    for prompt in prompts:
        line += ["--prompt", prompt]
    answer = json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)
    return [
        {"prompt": sample["prompt"], "seed": seed, "text": sample["generated_text"], "ended": sample["finish_reason"] == "eos"}
        for sample in answer["samples"]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hostless", type=shlex.split, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with args.out.open("w") as file:
        for at in range(0, len(PROMPTS), TOGETHER):
            for seed in SEEDS:
                for sample in samples_of(args.hostless, args.model, PROMPTS[at : at + TOGETHER], seed):
                    file.write(json.dumps(sample, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
