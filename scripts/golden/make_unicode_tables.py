"""Writes src/tokenizer/unicode-tables.ts, where the tokenizers library knows another Unicode than JavaScript, and script-table.ts, its scripts.

    venv/bin/python scripts/golden/make_unicode_tables.py

The library's parts were built from Unicode 9 to 16. Run with a Node whose Unicode is the newest there is: the tables name the
characters that newer versions added or changed, so that older ones do not need them.
"""

import json
import subprocess
from pathlib import Path

from tokenizers import Regex, normalizers, pre_tokenizers

OUT = Path(__file__).resolve().parents[2] / "src" / "tokenizer" / "unicode-tables.ts"
SCRIPTS_OUT = OUT.with_name("script-table.ts")
ALL = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]

HEAD = '''// Written by scripts/golden/make_unicode_tables.py; do not edit by hand. Ranges of code points, in hexadecimal.

'''


def javascript(expression: str) -> list[int]:
    """Code points for which an expression of `c`, a character, is true in Node."""
    loop = f"const r = []; for (let i = 0; i < 0x110000; i++) {{ const c = String.fromCodePoint(i); if ({expression}) r.push(i) }}"
    found = subprocess.run(["node", "-e", f"{loop}; console.log(JSON.stringify(r))"], capture_output=True, check=True)
    return [code for code in json.loads(found.stdout) if not 0xD800 <= code < 0xE000]


def matched(pattern: str) -> set[int]:
    """Code points that a pattern of the library's regular expressions matches."""
    replace = normalizers.Replace(Regex(pattern), "")
    return {code for code in ALL if replace.normalize_str(chr(code)) == ""}


def newer_categories() -> list[int]:
    return sorted(set(javascript(r"/[^\p{Cn}\p{Co}\p{Cs}]/u.test(c)")) & matched(r"\p{Cn}"))


def inert() -> list[int]:
    """Characters that the library's normalization neither takes apart, nor puts together, nor reorders."""
    nfkd = normalizers.NFKD()
    forms = dict(node_forms("c.normalize('NFKD')"))
    found = {code for code in ALL if nfkd.normalize_str(chr(code)) != forms.get(code, chr(code))}
    found |= {ord(part) for code in found for part in forms.get(code, "") if ord(part) > 0xFFFF}
    nfd = normalizers.NFD()
    frame = "`x\\u0301${c}\\u0316\\u05b0y`"
    framed = dict(node_forms(f"{frame}.normalize('NFD')"))
    found |= {code for code in ALL if nfd.normalize_str(f"x\u0301{chr(code)}\u0316\u05b0y") != framed[code]}
    return sorted(found)


def node_forms(expression: str) -> list[tuple[int, str]]:
    loop = f"const r = []; for (let i = 0; i < 0x110000; i++) {{ if (i >= 0xd800 && i < 0xe000) continue; const c = String.fromCodePoint(i); r.push([i, {expression}]) }}"
    found = subprocess.run(["node", "-e", f"{loop}; console.log(JSON.stringify(r))"], capture_output=True, check=True)
    return [(code, form) for code, form in json.loads(found.stdout)]


def marks() -> set[int]:
    strip = normalizers.StripAccents()
    return {code for code in ALL if strip.normalize_str(chr(code)) == ""}


def punctuation() -> set[int]:
    split = pre_tokenizers.Punctuation()
    return {code for code in ALL if len(split.pre_tokenize_str(f"a{chr(code)}b")) == 3}


def dropped(**flags) -> set[int]:
    """What BertNormalizer drops within a word, with these of its steps alone."""
    bert = normalizers.BertNormalizer(**{"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False, **flags})
    return {code for code in ALL if bert.normalize_str(f"a{chr(code)}b") == "ab"}


def chinese() -> set[int]:
    bert = normalizers.BertNormalizer(clean_text=False, handle_chinese_chars=True, strip_accents=False, lowercase=False)
    return {code for code in ALL if bert.normalize_str(f"a{chr(code)}b") == f"a {chr(code)} b"}


def ranges(codes) -> str:
    found: list[list[int]] = []
    for code in sorted(codes):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return " ".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in found)


def starts(text: str) -> set[int]:
    """Where the pieces of `UnicodeScripts` begin."""
    return {start for _, (start, _) in pre_tokenizers.UnicodeScripts().pre_tokenize_str(text)}


def in_blocks(codes: list[int], size: int = 4096) -> list[list[int]]:
    return [codes[at:at + size] for at in range(0, len(codes), size)]


def scriptless() -> set[int]:
    """Characters that never begin a piece: neither behind Hebrew nor behind Greek."""
    found = set(ALL)
    for before in "\u05d0\u03b1":
        for block in in_blocks(ALL):
            begins = starts("".join(f"{before}{chr(code)}a" for code in block))
            found -= {code for index, code in enumerate(block) if 3 * index + 1 in begins}
    return found


def scripts() -> list[list[int]]:
    """Characters by their scripts, in the order of the first of each."""
    other = scriptless()
    found: list[list[int]] = []
    last = -1
    for code in ALL:
        if code in other:
            continue
        same = last >= 0 and starts(chr(last) + chr(code)) == {0}
        group = next((group for group in found if same and last == group[-1]), None)
        group = group or next((group for group in found if starts(chr(group[0]) + chr(code)) == {0}), None)
        if group is None:
            found.append(group := [])
        group.append(code)
        last = code
    return found


def lines_of(words: list[str]) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 110:
            lines.append("")
        lines[-1] += ("" if lines[-1] == "" else " ") + word
    return lines


def script_table() -> str:
    note = "Characters by the script that `UnicodeScripts` takes them for, a slash between two scripts; those that are not here are of none."
    return HEAD + constant("SCRIPTS", note, " / ".join(ranges(codes) for codes in scripts())).rstrip("\n") + "\n"


def constant(name: str, note: str, text: str) -> str:
    lines = lines_of(text.split(" "))
    return f"/** {note} */\nexport const {name} = `\n  " + "\n  ".join(lines) + "`;\n\n"


def main() -> None:
    assert matched(r"\s") == set(javascript(r"/\p{White_Space}/u.test(c)")), "white space is another"
    js_marks, js_punctuation = set(javascript(r"/\p{M}/u.test(c)")), set(javascript(r"/[\p{P}!-\/:-@\[-`{-~]/u.test(c)"))
    text = HEAD
    text += constant("NEWER", "Characters that Unicode 17 added: no letters, digits or marks in the library's patterns.", ranges(newer_categories()))
    text += constant("INERT", "Characters that the library's normalization leaves as they are, and that stay apart from others.", ranges(inert()))
    text += constant("NO_MARKS", "Marks that `StripAccents` keeps.", ranges(js_marks - marks()))
    text += constant("OTHER_MARKS", "What `StripAccents` removes beside marks.", ranges(marks() - js_marks))
    text += constant("NO_PUNCTUATION", "Punctuation that the library does not take for it.", ranges(js_punctuation - punctuation()))
    text += constant("OTHER_PUNCTUATION", "What the library takes for punctuation beside it.", ranges(punctuation() - js_punctuation))
    js_nonspacing, nonspacing = set(javascript(r"/\p{Mn}/u.test(c)")), dropped(strip_accents=True)
    text += constant("CONTROL", "What `BertNormalizer` drops when it cleans a text.", ranges(dropped(clean_text=True)))
    text += constant("CHINESE", "What `BertNormalizer` takes for Chinese.", ranges(chinese()))
    text += constant("NO_NONSPACING", "Marks without a width that `BertNormalizer` keeps.", ranges(js_nonspacing - nonspacing))
    text += constant("OTHER_NONSPACING", "What `BertNormalizer` takes for marks without a width beside them.", ranges(nonspacing - js_nonspacing))
    OUT.write_text(text.rstrip("\n") + "\n")
    SCRIPTS_OUT.write_text(script_table())


main()
