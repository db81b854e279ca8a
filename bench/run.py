"""Times jdlint side by side with a yardstick in the same run, and says whether the budgets hold.

    python bench/run.py [--only a,b,c,d,e,f,g,h,i,j] [--repeat N] [--quick] [--json]

Exit code 0: every budget holds; 1: one is broken; 2: something could not be run. What is measured: README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import make_postings

ROOT = Path(__file__).resolve().parent.parent
REPEATS = {"a": 15, "b": 5, "c": 5, "d": 3, "e": 3, "f": 5, "g": 7, "h": 3, "i": 7, "j": 15}
FOUND = 0.99  # of the planted copies: an index that finds fewer has not done its work
MARKER = "the zorbquist"  # a term of the extra rule: it must be found, or the extra rule did not run
EXTRA_RULE = "bench-terms"
PEAK = """
import resource, subprocess, sys
quiet = subprocess.DEVNULL
code = subprocess.call(sys.argv[1:], stdout=quiet, stderr=quiet)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class BenchError(Exception):
    """A command that could not do its work, so that there is nothing to compare."""


@dataclass(frozen=True)
class Sample:
    """Seconds of one run: on the clock, and of processor time (user and system)."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Series:
    """The same thing measured several times."""

    label: str
    unit: str
    values: list[float]

    def __str__(self) -> str:
        low, middle, high = min(self.values), statistics.median(self.values), max(self.values)
        return f"{self.label:<38} {middle:9.3f} {self.unit} ({low:.3f}-{high:.3f}, n {len(self.values)})"


@dataclass(frozen=True)
class Result:
    """One budget: the judged series, its limit, and what it was worked out from."""

    name: str
    title: str
    judged: Series
    budget: float
    parts: list[Series]

    @property
    def holds(self) -> bool:
        return statistics.median(self.judged.values) <= self.budget

    def __str__(self) -> str:
        judged = f"{self.judged}  budget {self.budget:g}: {'holds' if self.holds else 'BROKEN'}"
        return "\n    ".join([f"({self.name}) {self.title}", judged, *map(str, self.parts)])


Runs = Mapping[str, Callable[[], Sample]]
Samples = dict[str, list[Sample]]


def environment() -> dict[str, str]:
    """Ours, except that byte code may be written: without it every start would compile all modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def timed(command: Sequence[str]) -> Sample:
    """One run of a command that has to end with 0 or 1."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        said = done.stderr.decode(errors="replace").strip()[-800:]
        raise BenchError(f"exit code {done.returncode} from: {' '.join(command)}\n{said}")
    return Sample(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def steady(command: Sequence[str], times: int) -> Sample:
    """The middle one of several runs, for what is too short to be measured once."""
    return sorted((timed(command) for _ in range(times)), key=lambda sample: sample.wall)[times // 2]


def interleaved(runs: Runs, repeat: int) -> Samples:
    """Each run once a round, every other round in the opposite order, so that drift and noise hit all alike."""
    samples: Samples = {label: [] for label in runs}
    for number in range(repeat):
        for label in list(runs)[:: -1 if number % 2 else 1]:
            samples[label].append(runs[label]())
    return samples


def walls(samples: Samples) -> list[Series]:
    return [Series(label, "s", [sample.wall for sample in taken]) for label, taken in samples.items()]


def ratio(label: str, over: Sequence[float], under: Sequence[float]) -> Series:
    """The ratio round by round: what slows one round slows both its sides."""
    return Series(label, "x", [a / b for a, b in zip(over, under, strict=True)])


class Bench:
    """What the measurements share: the command, a folder to work in, the postings, the sizes."""

    def __init__(self, work: Path, repeat: int | None, quick: bool) -> None:
        self.work = work
        self.repeat = repeat
        self.many = 100 if quick else 1000
        self.bullets = 10_000 if quick else 100_000
        self.sizes = (100, 1000) if quick else (100, 1000, 10_000)
        script = Path(sys.executable).with_name("jdlint")
        self.tool = [str(script)] if script.exists() else [sys.executable, "-m", "jdlint"]
        self.options: list[str] = []

    def rounds(self, name: str) -> int:
        return self.repeat or REPEATS[name]

    def postings(self, count: int) -> Path:
        """A folder of so many postings, written when first asked for."""
        folder = self.work / f"postings-{count}"
        if not folder.exists():
            make_postings.write(folder, count, seed=1)
        return folder

    def one(self) -> Path:
        return self.postings(1) / "posting-00001.md"

    def check(self, path: Path, *more: str) -> list[str]:
        """The command that checks a file or folder and writes its findings to a file."""
        return self.kept(path, "--no-cache", *more)

    def kept(self, path: Path, *more: str) -> list[str]:
        """The same with the results that an earlier run kept."""
        out = str(self.work / "findings.json")
        return [*self.tool, "check", str(path), "--output-format", "json", "-o", out, *self.options, *more]

    def prepare(self) -> None:
        """One process where there is a choice, and a run that does not count: it leaves byte code, compiled rules."""
        done = subprocess.run(
            [*self.tool, "check", "--help"], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
        )
        if re.search(r"(^|\s)-j\b", done.stdout):
            self.options = ["-j", "1"]
        timed(self.check(self.one()))


def cold_start(bench: Bench) -> Result:
    runs: Runs = {
        "jdlint, one posting": lambda: timed(bench.check(bench.one())),
        "python -I -c pass": lambda: timed([sys.executable, "-I", "-c", "pass"]),
    }
    parts = walls(interleaved(runs, bench.rounds("a")))
    judged = ratio("jdlint / bare interpreter", parts[0].values, parts[1].values)
    return Result("a", "one file, cold", judged, 12.0, parts)


def without_front_matter(text: str) -> str:
    if text.startswith("---\n"):
        return text[text.index("\n---\n", 3) + 5 :]
    return text


def block_parse(folder: Path) -> Sample:
    """The time markdown-it-py takes for the blocks of all files of a folder, once they are read."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    texts = [without_front_matter(path.read_text("utf-8")) for path in sorted(folder.iterdir())]
    if any(token.children for token in parser.parse(texts[0])):
        raise BenchError("inline parsing is on")
    cpu, wall = time.process_time(), time.perf_counter()
    for text in texts:
        parser.parse(text)
    return Sample(time.perf_counter() - wall, time.process_time() - cpu)


def fresh_block_parse(folder: Path) -> Sample:
    """The same in a process of its own, of which only the parsing counts."""
    command = [sys.executable, __file__, "--block-parse", str(folder)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"block parse failed\n{done.stderr.strip()[-800:]}")
    return Sample(**json.loads(done.stdout))


def against_block_parse(bench: Bench) -> Result:
    folder = bench.postings(bench.many)
    tool, parse = f"jdlint, {bench.many} postings", "markdown-it-py, blocks only"
    runs: Runs = {tool: lambda: timed(bench.check(folder)), parse: lambda: fresh_block_parse(folder)}
    samples = interleaved(runs, bench.rounds("b"))
    parts = walls(samples)
    judged = ratio("jdlint / block parse", parts[0].values, parts[1].values)
    cpu = ratio("the same in processor time", [s.cpu for s in samples[tool]], [s.cpu for s in samples[parse]])
    return Result("b", f"{bench.many} files, cold, one process", judged, 3.5, [cpu, *parts])


def extra_terms() -> list[str]:
    """300 phrases and 30 words that no text has; half of the phrases begin with a word that every text has."""
    known = ("the", "our", "you", "team", "with", "work", "and", "for", "years", "experience")
    starts = [known[i % 10] if i % 2 else f"vlorp{i}ment" for i in range(299)]
    return [MARKER, *(f"{start} quibzle{i}" for i, start in enumerate(starts)), *(f"drazzle{i}ing" for i in range(30))]


def write_extra_rule(folder: Path) -> None:
    """A rule file with these terms, laid out as docs/writing-rules.md says."""
    head = f"""rule: {EXTRA_RULE}
title: Made-up words of the bench
status: stable
severity: info
basis: style
priority: 1
check: terms
message: "'{{match}}' is a made-up word."
why: The bench measures what more terms cost.
sources: ["https://example.org/bench"]
options:
  entries:
"""
    entries = "".join(f'    - terms: ["{term}"]\n' for term in extra_terms())
    examples = f'---\nbad:\n  - text: "- You know [[{MARKER}]]"\ngood:\n  - "- You know the tools"\n'
    path = folder / "clarity" / f"{EXTRA_RULE}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + entries + examples, "utf-8")


def require_extra_rule(bench: Bench, folder: Path) -> None:
    """A rule that is not loaded costs nothing: make sure that it is."""
    path = bench.work / "marked" / "posting.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{bench.one().read_text('utf-8')}\nYou know {MARKER}.\n", "utf-8")
    timed(bench.check(path, "--rule-path", str(folder)))
    findings = json.loads((bench.work / "findings.json").read_text("utf-8"))["findings"]
    if EXTRA_RULE not in {finding["rule"] for finding in findings}:
        raise BenchError(f"the extra rule was not run: no finding of {EXTRA_RULE}")


def more_terms(bench: Bench) -> Result:
    folder, rules = bench.postings(bench.many), bench.work / "rules"
    write_extra_rule(rules)
    require_extra_rule(bench, rules)
    runs: Runs = {
        f"with {len(extra_terms())} more terms": lambda: timed(bench.check(folder, "--rule-path", str(rules))),
        "without": lambda: timed(bench.check(folder)),
    }
    parts = walls(interleaved(runs, bench.rounds("c")))
    judged = ratio("with / without", parts[0].values, parts[1].values)
    return Result("c", f"300 more terms, {bench.many} files", judged, 1.2, parts)


def growth(bench: Bench) -> Result:
    """Time per file beyond the first (so that the start does not hide growth), each size against all smaller ones."""
    counts = (1, *bench.sizes)
    runs = {f"{count} postings": check_many(bench, count) for count in counts}
    parts = walls(interleaved(runs, bench.rounds("d")))
    each = [
        Series(f"each of {count} beyond the first", "ms", per_file(part.values, parts[0].values, count))
        for count, part in zip(counts[1:], parts[1:], strict=True)
    ]
    pairs = [ratio("", big.values, small.values).values for i, big in enumerate(each) for small in each[:i]]
    worst = Series("larger / smaller, per file, worst pair", "x", max(pairs, key=statistics.median))
    return Result("d", f"growth over {', '.join(map(str, counts[1:]))} files", worst, 1.3, [*each, *parts])


def check_many(bench: Bench, count: int) -> Callable[[], Sample]:
    command = bench.check(bench.postings(count))
    return lambda: steady(command, 5 if count <= 100 else 1)


def per_file(many: Sequence[float], one: Sequence[float], count: int) -> list[float]:
    return [(a - b) / (count - 1) * 1000 for a, b in zip(many, one, strict=True)]


def peak_memory(command: Sequence[str]) -> float:
    """MiB at the peak, asked by a small process that had no other child."""
    probe = [sys.executable, "-I", "-c", PEAK, *command]
    done = subprocess.run(probe, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    code, peak = map(int, done.stdout.split())
    if code not in (0, 1):
        raise BenchError(f"exit code {code} from: {' '.join(command)}")
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def memory(bench: Bench) -> Result:
    command = bench.check(bench.postings(bench.many))
    peaks = [peak_memory(command) for _ in range(bench.rounds("e"))]
    return Result("e", f"memory, {bench.many} files", Series("peak", "MiB", peaks), 200.0, [])


def near_duplicates(bench: Bench) -> Result:
    """The index of near-duplicate lines against datasketch, each in a process of its own, on the same bullets."""
    found: dict[str, list[float]] = {"jdlint": [], "datasketch": []}

    def side(name: str) -> Sample:
        command = [sys.executable, str(ROOT / "bench" / "near.py"), name, "--count", str(bench.bullets)]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise BenchError(done.stderr.strip()[-800:])
        told = json.loads(done.stdout)
        found[name].append(told["found"] * 100)
        if name == "jdlint" and told["found"] < FOUND:
            raise BenchError(
                f"the index found {told['found']:.1%} of the planted copies, and {FOUND:.0%} are asked for"
            )
        return Sample(told["wall"], told["cpu"])

    runs: Runs = {"jdlint": lambda: side("jdlint"), "datasketch": lambda: side("datasketch")}
    samples = interleaved(runs, bench.rounds("f"))
    parts = walls(samples)
    judged = ratio("jdlint / datasketch", parts[0].values, parts[1].values)
    cpu = ratio("the same in processor time", *([sample.cpu for sample in samples[name]] for name in runs))
    shares = [Series(f"planted copies that {name} finds", "%", values) for name, values in found.items()]
    return Result("f", f"near-duplicates among {bench.bullets:,} bullets", judged, 0.5, [cpu, *parts, *shares])


def warm_corpus(bench: Bench) -> Result:
    """Two named files of a corpus whose digests are kept: what a commit of two postings costs in a large repository."""
    folder = bench.work / "corpus"
    make_postings.write(folder / "jobs", bench.many, seed=1)
    (folder / ".jdlint.yml").write_text("corpus: [jobs/**]\n", "utf-8")
    first, second = sorted((folder / "jobs").iterdir())[:2]
    command = bench.check(first)
    command.insert(command.index(str(first)), str(second))
    cold = [timed(command).wall]
    runs: Runs = {
        f"two of {bench.many}, warm": lambda: timed(command),
        "the same two, no corpus": lambda: timed([*command, "--isolated"]),
    }
    parts = walls(interleaved(runs, bench.rounds("g")))
    return Result("g", "two files of a warm corpus", parts[0], 0.5, [parts[1], Series("the first run", "s", cold)])


def two_processes(bench: Bench) -> Result:
    folder = bench.postings(bench.many)
    runs: Runs = {
        "two processes": lambda: timed(bench.check(folder, "-j", "2")),
        "one process": lambda: timed(bench.check(folder)),
    }
    parts = walls(interleaved(runs, bench.rounds("h")))
    judged = ratio("two / one", parts[0].values, parts[1].values)
    return Result("h", f"{bench.many} files, two processes", judged, 0.6, parts)


def warm_results(bench: Bench) -> Result:
    """Files that did not change since an earlier run, as most of a repository when it is checked again."""
    command = bench.kept(bench.postings(bench.many))
    first = timed(command).wall
    taken = [timed(command).wall for _ in range(bench.rounds("i"))]
    judged = Series(f"{bench.many} postings, kept", "s", taken)
    return Result("i", f"{bench.many} files, results kept", judged, 0.3, [Series("the first run", "s", [first])])


def warm_start(bench: Bench) -> Result:
    command = bench.kept(bench.one())
    timed(command)
    runs: Runs = {
        "jdlint, one posting, kept": lambda: timed(command),
        "python -I -c pass": lambda: timed([sys.executable, "-I", "-c", "pass"]),
    }
    parts = walls(interleaved(runs, bench.rounds("j")))
    judged = ratio("jdlint / bare interpreter", parts[0].values, parts[1].values)
    return Result("j", "one file, results kept", judged, 7.0, parts)


MEASUREMENTS: dict[str, Callable[[Bench], Result]] = {
    "a": cold_start,
    "b": against_block_parse,
    "c": more_terms,
    "d": growth,
    "e": memory,
    "f": near_duplicates,
    "g": warm_corpus,
    "h": two_processes,
    "i": warm_results,
    "j": warm_start,
}


def measure(names: Sequence[str], repeat: int | None, quick: bool, show: Callable[[Result], None]) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="jdlint-bench-") as work:
        bench = Bench(Path(work), repeat, quick)
        bench.prepare()
        results = []
        for name in names:
            results.append(MEASUREMENTS[name](bench))
            show(results[-1])
    return results


def letters(text: str) -> list[str]:
    names = text.replace(" ", "").split(",")
    unknown = sorted(set(names) - set(MEASUREMENTS))
    if unknown:
        raise argparse.ArgumentTypeError(f"no measurement {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}")
    return names


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time jdlint against its budgets.")
    parser.add_argument("--only", type=letters, default=list(MEASUREMENTS), help="some of a,b,c,d,e,f,g,h,i,j")
    parser.add_argument("--repeat", type=positive, help=f"rounds of each (default: {REPEATS})")
    parser.add_argument(
        "--quick", action="store_true", help="100 files in place of 1,000, no 10,000, and 10,000 bullets"
    )
    parser.add_argument("--json", action="store_true", help="print the results as JSON when all are done")
    parser.add_argument("--block-parse", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    options = read_options(arguments)
    if options.block_parse:
        print(json.dumps(asdict(block_parse(options.block_parse))))
        return 0

    def show(result: Result) -> None:
        print(result, file=sys.stderr if options.json else sys.stdout, flush=True)

    try:
        results = measure(options.only, options.repeat, options.quick, show)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps([{**asdict(result), "holds": result.holds} for result in results], indent=2))
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
