"""`make eval`: how well replies are understood, on test parts that nothing was tuned or trained on.

Prints a table per language; fails where a figure is worse than the committed one by more than 0.01.
`make eval ACCEPT=1` writes the figures down anew.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.cli.evaluate import Result, act_figures, act_table, question_figures, question_table, understood
from bot.cli.examples import read
from bot.language.acts import FAULTS
from bot.language.figures import kappa, macro_f1, micro
from bot.language.recogniser import Recogniser
from bot.library.recognisers import load_recogniser

CORPUS = Path(__file__).parent / "corpus"
FIGURES = CORPUS / "figures.json"
#: Worse by more than this is a failure.
SLACK = 0.01
#: A reply of about 60 characters, to be timed.
TIMED = {
    "zh": "您好，我是云程商旅的小陈，想了解一下您这边出差的酒店都是怎么订的？"
    "方便的话，我下午三点前把资料发给您，行吗？",
    "en": "Hello, it's Tom from Wayfare; how do you book your hotels at the moment?",
}
LOAD = (
    "import time; t = time.perf_counter(); "
    "from bot.library.recognisers import load_recogniser; r = load_recogniser('{}'); "
    "s = time.perf_counter() - t; r.understand('…'); "
    "rss = [l for l in open('/proc/self/status') if l.startswith('VmRSS')][0].split()[1]; "
    "print(s, int(rss) / 1024)"
)


def main(accept: bool) -> int:
    """Measure, print, compare."""
    found: dict[str, float] = {}
    for language in ("zh", "en"):
        recogniser = load_recogniser(language)
        results = understood(read(CORPUS / f"{language}_test.jsonl"), recogniser, language)
        print(f"\n{language}: {len(results)} replies of the test part\n")
        print("\n".join((*question_table(results), "", *act_table(results))))
        print(f"\n{speed(recogniser, TIMED[language])}; {load(language)}")
        found |= {f"{language} {name}": round(value, 4) for name, value in figures(results).items()}
    if accept:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    worse = {
        name: (value, found.get(name, 0.0))
        for name, value in json.loads(FIGURES.read_text("utf-8")).items()
        if found.get(name, 0.0) < value - SLACK
    }
    for name, (before, now) in worse.items():
        print(f"worse: {name} was {before:.3f}, is {now:.3f}")
    return 1 if worse else 0


def figures(results: Sequence[Result]) -> dict[str, float]:
    """The figures that must not worsen."""
    acts = act_figures(results)
    every, faults = micro(acts.values()), micro(f for name, f in acts.items() if name in FAULTS)
    return {
        "question macro F1": macro_f1(question_figures(results)),
        "question kappa": kappa([(r.example.question, r.question) for r in results]),
        "acts micro F1": every.f1,
        "faults precision": faults.precision,
        "faults recall": faults.recall,
    }


def speed(recogniser: Recogniser, text: str) -> str:
    """How long one reply takes that nobody has said before."""
    times = []
    for _ in range(500):
        recogniser.forget()
        begun = time.perf_counter()
        recogniser.understand(text)
        times.append(1000 * (time.perf_counter() - begun))
    median, slow = statistics.median(times), statistics.quantiles(times, n=100)[98]
    return f"{len(text)} characters: median {median:.2f} ms, p99 {slow:.2f} ms"


def load(language: str) -> str:
    """How long import and load take in a process of their own, and its memory."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD.format(language)], capture_output=True, text=True, check=True
    )
    seconds, memory = map(float, done.stdout.split())
    return f"import and load {seconds:.2f} s, {memory:.0f} MB resident"


if __name__ == "__main__":
    sys.exit(main("--accept" in sys.argv[1:]))
