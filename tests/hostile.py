"""Files that attack: made by chance from what a data set, a narrative, a mapping or a workbook has.

``python -m tests.hostile 5000`` makes so many, reads each as the commands would, and prints what
came of them; a part of it runs with the tests.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.commandline import Result, run
from tests.datasets import small

SLOWEST = 5.0
"""Seconds that a command may take."""

SNIPPETS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\xc3", b"\xed\xa0\x80", b"\t",
    b"\x1b[31m", "\ufeff".encode(), "\U000e0041".encode(), "\ufdd0".encode(), "\u202e".encode(),
    "e\u0301".encode(), b"=1+1", b"@SUM(1)", "＝1".encode(), b"<script>alert(1)</script>",
    b"{documents.signed}", b"{=", b"}", b"![x](http://x)", b"$x^2$", b"#{1}", b"../../etc/passwd",
    b"1e309", b"-1", b"NaN", b"9" * 400, b"0x10", b"1_000", "１２".encode(), b'"', b'""', b"'",
    b",,,,,,,,", b";", b"|", b"[" * 60, b"{" * 60, b"- " * 60, b"&a [*a]", b"<<: *a",
    b"!!python/object:os.system", b"%s%s%s%n", b"\\u0000", b": ", b"# ", b"## I\n",
    b"### letters\n", b"a" * 3000, b"\n" * 50, "Ế".encode() * 600, b"2021-02-30", b"--", b"...",
]  # fmt: skip

BOMBS: dict[str, bytes] = {
    "deep": b"a: " + b"[" * 27_000,
    "deep mappings": b"{a: " * 9_000,
    "laughs": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(
        f"{chr(98 + at)}: &{chr(98 + at)} [{','.join([f'*{chr(97 + at)}'] * 9)}]\n".encode()
        for at in range(8)
    ),
    "merges": b"a: &a {x: 1}\n"
    + b"".join(
        f"{chr(98 + at)}: &{chr(98 + at)} {{<<: [{','.join([f'*{chr(97 + at)}'] * 9)}]}}\n".encode()
        for at in range(8)
    ),
    "many problems": b"".join(f"unknown{at}: 1\n".encode() for at in range(400)),
    "itself": b"a: &a {b: *a}\n",
    "tags": b"a: !!python/object/apply:os.system ['true']\n",
}


class Attack(NamedTuple):
    """A file of a data set that is spoilt: what it is called, its content, and what reads it."""

    name: str
    path: str
    content: bytes
    arguments: tuple[str, ...]


def attacks(folder: Path, chance: random.Random) -> Iterator[Attack]:
    """Yield spoilt files of a data set, without end; its bombs first."""
    names = sorted(path for path in (folder / "data").rglob("*") if path.is_file())
    for name, content in BOMBS.items():
        for path in (
            "data/catalog.yml",
            "data/dataset.yml",
            "data/targets.yml",
            "data/sources/o.yml",
        ):
            yield Attack(name, path, content, ("check", "2021-05"))
    lines = b"rule,table,measure,where,found,expected,by,reason\n" + b"sum,a,b,,1,2,x,y\n" * 40_000
    yield Attack("acknowledgements", "data/2021-05/acknowledged.csv", lines, ("check", "2021-05"))
    while True:
        path = chance.choice(names)
        content = spoilt(path.read_bytes(), chance)
        yield Attack("chance", path.relative_to(folder).as_posix(), content, ("check", "2021-05"))


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """Return content with something put in, taken out, repeated or changed."""
    for _time in range(chance.randrange(1, 5)):
        at, end = sorted(chance.randrange(len(content) + 1) for _end in range(2))
        match chance.randrange(6):
            case 0:
                content = content[:at] + chance.choice(SNIPPETS) + content[at:]
            case 1:
                content = content[:at] + content[min(end, at + 40) :]
            case 2:
                content = content[:at] + content[at:end] * chance.randrange(2, 30) + content[end:]
            case 3 if content:
                at = min(at, len(content) - 1)
                content = content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
            case 4:
                lines = content.splitlines(keepends=True)
                chance.shuffle(lines)
                content = b"".join(lines)
            case _:
                content = content[:at]
        content = content[: 3 * 1024 * 1024]
    return content


def workbooks(content: bytes, chance: random.Random) -> Iterator[Attack]:
    """Yield spoilt workbooks, without end: a part of the package, or the package itself."""
    while True:
        if chance.random() < 0.3:
            made = spoilt(content, chance)
        else:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
            name = chance.choice(sorted(parts))
            parts[name] = spoilt(parts[name], chance)
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
                for part, data in parts.items():
                    archive.writestr(part, data)
            made = buffer.getvalue()
        command = chance.choice(
            [("import", "w.xlsx"), ("map", "w.xlsx"), ("import", "2021-05", "w.xlsx")]
        )
        yield Attack("workbook", "w.xlsx", made, command)


def attacked(folder: Path, attack: Attack) -> str:
    """Return what is wrong with how a command takes a file; blank where nothing is."""
    path = folder / attack.path
    path.parent.mkdir(exist_ok=True)
    before = path.read_bytes() if path.is_file() else None
    path.write_bytes(attack.content)
    began = time.monotonic()
    try:
        arguments = [each if each != "w.xlsx" else str(path) for each in attack.arguments]
        told = run("--lang", "en", "--data", str(folder / "data"), *arguments)
        took = time.monotonic() - began
        return _wrong(told, took)
    finally:
        path.unlink() if before is None else path.write_bytes(before)


def _wrong(told: Result, took: float) -> str:
    if told.exit_code not in {0, 1, 2}:
        return f"exit code {told.exit_code}: {told.stderr[-300:]}"
    if took > SLOWEST:
        return f"took {took:.1f} s"
    if len(told.stdout) + len(told.stderr) > 200_000:
        return f"prints {len(told.stdout) + len(told.stderr)} characters"
    return "a traceback" if "Traceback" in told.stdout + told.stderr else ""


def template(folder: Path) -> bytes:
    """Return the workbook of a month."""
    path = folder / "template.xlsx"
    run("--data", str(folder / "data"), "template", "2021-05", "--out", str(path))
    content = path.read_bytes()
    path.unlink()
    return content


def main(count: int, seed: int = 1) -> int:
    """Attack so often; print what came of it, and return how often something was wrong."""
    chance, wrong, kinds = random.Random(seed), 0, Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small(folder, {"2021-04": {}, "2021-05": {}})
        sources: list[Callable[[], Attack]] = [
            attacks(folder, chance).__next__, workbooks(template(folder), chance).__next__
        ]  # fmt: skip
        for number in range(count):
            attack = sources[0 if number % 4 or number < len(BOMBS) * 5 else 1]()
            problem = attacked(folder, attack)
            kinds[attack.name] += 1
            if problem:
                wrong += 1
                print(f"{attack.name} {attack.path}: {problem}", flush=True)
                (Path(tempfile.gettempdir()) / f"hostile-{wrong}").write_bytes(attack.content)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} files ({dict(kinds)}), {wrong} taken wrongly, {peak} MB at most")
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]), *map(int, sys.argv[2:3])), 1))
