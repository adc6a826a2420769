"""Texts to token files: hold-out, cleaning, tokenizer, encoding.

    python data.py --quotes quotes_pd.tsv.xz --prose prose_pd.txt.xz 13800000 --out work/

`--prose FILE BYTES` may be given several times: one paragraph a line, of which the first BYTES are essays and other
non-fiction, the rest fiction.

Writes `heldout.txt`, `train_quotes.txt`, `train_prose.txt` (one text a line), `tokenizer/`, and `quotes.npy`,
`essays.npy`, `fiction.npy`: uint16 token streams in which `<|endoftext|>` stands between texts.
"""

import argparse
import hashlib
import lzma
import re
import shutil
from pathlib import Path

import numpy as np
from tokenizers import ByteLevelBPETokenizer

from text import all_shingles, key, shares
from tokens import END, load_tokenizer

HELD_OUT = 2000
VOCABULARY = 8192
# A chapter word in front of a saying, left over from the source's headings.
HEADING = re.compile(r"^(?:Proverbs|Traditions|Maxims|Sentences|Thoughts|Miscellaneous|Various)\.\s+")


def clean(line: str) -> str:
    line = HEADING.sub("", line.strip())
    return re.sub(r"\s+", " ", line)


def is_sentence(line: str) -> bool:
    """A quotation worth learning: at least three words, starts like a sentence, ends like one."""
    opens = line[0].isupper() or line[0] in "\"'"
    return len(line.split()) >= 3 and opens and line[-1] in ".!?\"'"


def read_quotes(path: Path) -> list[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [row.rstrip("\n").split("\t") for row in file]
    lines = [clean(row[3]) for row in rows if len(row) == 4 and row[1] in ("A", "P", "B")]
    return list(dict.fromkeys(line for line in lines if line and is_sentence(line)))


def hold_out(lines: list[str], count: int) -> tuple[list[str], list[str]]:
    """The `count` lines of smallest hash are held out, and their near-duplicates dropped from the rest."""
    ordered = sorted(lines, key=lambda line: hashlib.sha256(key(line).encode()).digest())
    held, rest = ordered[:count], ordered[count:]
    taken = {key(line) for line in held}
    shingles = all_shingles(held)
    kept = [line for line in rest if key(line) not in taken and not shares(line, shingles)]
    return held, kept


def read_prose(path: Path, essay_bytes: int, limit: int) -> tuple[list[str], list[str]]:
    essays, fiction, size = [], [], 0
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            size += len(line.encode())
            if size > limit:
                break
            (essays if size < essay_bytes else fiction).append(line.strip())
    return essays, fiction


def encode(tokenizer: ByteLevelBPETokenizer, texts: list[str], order: np.random.Generator) -> np.ndarray:
    end = tokenizer.token_to_id(END)
    shuffled = [texts[i] for i in order.permutation(len(texts))]
    ids: list[np.ndarray] = [np.array([end], dtype=np.uint16)]
    for encoding in tokenizer.encode_batch(shuffled):
        ids.append(np.array([*encoding.ids, end], dtype=np.uint16))
    return np.concatenate(ids)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotes", type=Path, required=True)
    parser.add_argument("--prose", nargs=2, action="append", metavar=("FILE", "ESSAY_BYTES"), required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--prose-bytes", type=int, default=10**12, help="how much to read of each file of prose")
    parser.add_argument("--tokenizer", type=Path, help="folder with vocab.json and merges.txt to take instead of training")
    parser.add_argument("--held-out", type=int, default=HELD_OUT)
    parser.add_argument("--vocabulary", type=int, default=VOCABULARY)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)

    held, quotes = hold_out(read_quotes(args.quotes), args.held_out)
    shingles = {shingle for shingle in all_shingles(held) if shingle.count(" ") >= 4}
    parts = [read_prose(Path(file), int(essay_bytes), args.prose_bytes) for file, essay_bytes in args.prose]
    essays = [text for part, _ in parts for text in part if not shares(text, shingles)]
    fiction = [text for _, part in parts for text in part if not shares(text, shingles)]
    (args.out / "heldout.txt").write_text("\n".join(held) + "\n")
    (args.out / "train_quotes.txt").write_text("\n".join(quotes) + "\n")
    (args.out / "train_prose.txt").write_text("\n".join([*essays, *fiction]) + "\n")
    print(f"{len(held)} held out, {len(quotes)} quotes, {len(essays)} essay and {len(fiction)} fiction paragraphs")

    (args.out / "tokenizer").mkdir(exist_ok=True)
    if args.tokenizer is not None:
        for name in ("vocab.json", "merges.txt"):
            shutil.copy(args.tokenizer / name, args.out / "tokenizer" / name)
    else:
        trained = ByteLevelBPETokenizer()
        sample = [*quotes, *quotes, *essays, *fiction[: len(essays)]]
        trained.train_from_iterator(sample, vocab_size=args.vocabulary, min_frequency=2, special_tokens=[END])
        trained.save_model(str(args.out / "tokenizer"))
    tokenizer = load_tokenizer(args.out)
    order = np.random.default_rng(1)
    for name, texts in (("quotes", quotes), ("essays", essays), ("fiction", fiction)):
        ids = encode(tokenizer, texts, order)
        np.save(args.out / f"{name}.npy", ids)
        print(f"{name}: {len(ids):,} tokens, {sum(len(t.encode()) for t in texts) / len(ids):.2f} bytes a token")


if __name__ == "__main__":
    main()
