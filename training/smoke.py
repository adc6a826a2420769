"""The whole recipe in minutes on a made-up corpus or a slice of the real one: every script runs, nothing is learned.

    python smoke.py --out smoke/
    python smoke.py --out smoke/ --quotes quotes_pd.tsv.xz --prose prose_pd.txt.xz
"""

import argparse
import lzma
import random
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
STEPS = [
    "data.py --quotes {quotes} --prose {prose} 300000 --out {out}/work --prose-bytes 3000000 --held-out 200"
    " --vocabulary 1024",
    "train.py pretrain --data {out}/work --out {out}/pretrain --size smoke --tokens 40960 --batch 8 --length 128"
    " --eval-every 20 --save-every 20",
    "train.py finetune --data {out}/work --out {out}/finetune --from {out}/pretrain --size smoke --tokens 20480 --batch 8"
    " --length 128 --eval-every 10 --save-every 10",
    "train.py finetune --data {out}/work --out {out}/finetune2 --from {out}/pretrain --size smoke --tokens 20480 --batch 8"
    " --length 128 --lr 2.5e-4 --matrix-lr 1.2e-3 --stop-after 1 --bfloat16 --seed 2 --eval-every 10 --save-every 10",
    "average.py --runs {out}/finetune {out}/finetune2 --out {out}/mean",
    "prefer.py --data {out}/work --from {out}/mean --judged {out}/judged.tsv --out {out}/preferred --each 16 --steps 2"
    " --clearly 0 --people 50",
    "average.py --runs {out}/mean {out}/preferred --shares 0.3 0.7 --out {out}/shipped",
    "kneser_ney.py --data {out}/work --out {out}/kneser-ney.json",
    "plot.py --runs {out}/pretrain {out}/finetune --kneser-ney {out}/kneser-ney.json --out {out}/loss-curve.png",
    "export.py --data {out}/work --model {out}/shipped --out {out}/final",
    "evaluate.py --model {out}/final --texts {out}/work/heldout.txt",
    "judge.py --data {out}/work --model {out}/final --each 1 --out {out}/report.json",
]


def sentence(draw: random.Random) -> str:
    """Six to twelve made-up words, the frequent ones short."""
    syllables = ["la", "mo", "ri", "ten", "su", "ver", "ka", "do", "ish", "un"]
    made = ["".join(draw.choices(syllables, k=draw.randint(1, 3))) for _ in range(draw.randint(6, 12))]
    return f"{' '.join(made).capitalize()}."


def make_up_verdicts(file: Path) -> None:
    draw = random.Random(2)
    texts = [(verdict, sentence(draw)) for _ in range(10) for verdict in ("good", "plain", "broken")]
    file.write_text("".join(f"{verdict}\t{text.split()[0]}\t{text}\n" for verdict, text in texts))


def make_up(folder: Path) -> tuple[Path, Path]:
    """Quotes and prose of chance, in the columns of the real files."""
    draw = random.Random(1)
    quotes, prose = folder / "quotes.tsv.xz", folder / "prose.txt.xz"
    with lzma.open(quotes, "wt") as file:
        file.writelines(f"made-up\tA\t1\t{sentence(draw)}\n" for _ in range(4000))
    with lzma.open(prose, "wt") as file:
        file.writelines(" ".join(sentence(draw) for _ in range(5)) + "\n" for _ in range(4000))
    return quotes, prose


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--quotes", type=Path)
    parser.add_argument("--prose", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    quotes, prose = (args.quotes, args.prose) if args.quotes and args.prose else make_up(args.out)
    make_up_verdicts(args.out / "judged.tsv")
    began = time.time()
    for step in STEPS:
        script, *rest = (part.format(out=args.out, quotes=quotes, prose=prose) for part in step.split(" ") if part)
        print(f"-- {script}", flush=True)
        subprocess.run([sys.executable, str(HERE / script), *rest], check=True)
    print(f"The recipe runs: {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
