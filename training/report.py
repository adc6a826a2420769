"""100 samples of 20 prompts by the product's own command line, with the package's default settings and written-down seeds.

    python report.py --hostless "npm run --silent hostless --" --model ../public/models/quotes --out samples.jsonl

Five samples a prompt from one seed; prompt number n has seed n. `judge.py --samples samples.jsonl` judges them.
"""

import argparse
import json
import shlex
import subprocess
from pathlib import Path

from sample import PROMPTS

EACH = 5


def samples_of(command: list[str], model: Path, prompt: str, seed: int) -> list[dict]:
    line = [*command, "generate", "--model", str(model), "--prompt", prompt, "--seed", str(seed)]
    line += ["--num-return-sequences", str(EACH), "--json"]
    answer = json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)
    return [
        {"prompt": prompt, "seed": seed, "text": sample["generated_text"], "ended": sample["finish_reason"] == "eos"}
        for sample in answer["samples"]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hostless", type=shlex.split, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with args.out.open("w") as file:
        for seed, prompt in enumerate(PROMPTS):
            for sample in samples_of(args.hostless, args.model, prompt, seed):
                file.write(json.dumps(sample, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
