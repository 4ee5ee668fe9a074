"""`listen` and `models`: recordings measured, and the engines there are for speech."""

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from bot.catalogue import Catalogue
from bot.config import Engine as Chosen
from bot.config import Settings
from bot.sound import RATE, Unplayable, Writer, decode
from bot.speech import ENGINES, KEY, Engine, SpeechError, speaker, transcriber
from bot.voice import MEASURES, Abstained, measure

#: Exit code where some files could not be read; the others were measured.
SOME_FAILED = 1


def listen(
    settings: Settings, words: Catalogue, files: tuple[Path, ...], language: str, text: str | None
) -> int:
    """A line of JSON a file."""
    failed = False
    for path in files:
        answer = heard(path, settings.voice.seconds, language, text, words)
        if "duration_s" not in answer:
            failed = True
            click.echo(f"{path}: {answer['why']}", err=True)
        click.echo(json.dumps({"file": str(path), **answer}, ensure_ascii=False))
    return SOME_FAILED if failed else 0


def heard(path: Path, most: float, language: str, text: str | None, words: Catalogue) -> dict[str, Any]:
    """A recording by its measures with their units, or what it is abstained for and why."""
    if not path.is_file():
        return abstained("no-file", words.say("voice-no-file", file=path))
    try:
        found = measure(decode(path, most), RATE, text, language)
    except Unplayable as error:
        return abstained(error.reason, words.say(f"voice-{error.reason}", file=path, **error.details))
    except ImportError:
        return abstained("not-installed", words.say("voice-not-installed"))
    if isinstance(found, Abstained):
        why = words.say(f"voice-abstained-{found.reason}")
        return {**abstained(found.reason, why), "duration_s": found.seconds}
    units = {name: MEASURES[name].unit for name in found.values} | {"pauses": "s"}
    pauses = [list(pause) for pause in found.pauses]
    known = {**found.values, "pauses": pauses, "about": found.about, "units": units}
    return {**known, "left_out": {"nasality": words.say("voice-nasality")}}


def abstained(reason: str, why: str) -> dict[str, Any]:
    """That nothing is measured."""
    return {"abstained": reason, "why": why}


def models(settings: Settings, words: Catalogue) -> int:
    """Every engine: whether it is there, whether it is chosen and works, and how it is got."""
    for work, chosen in (
        ("transcriber", settings.voice.transcriber),
        ("speaker", settings.voice.speaker),
    ):
        click.echo(words.say(f"models-{work}"))
        for engine in (e for e in ENGINES if e.work == work):
            click.echo("\n".join(lines(engine, chosen, words)))
    return 0


def lines(engine: Engine, chosen: Chosen, words: Catalogue) -> Iterable[str]:
    """What is said of an engine."""
    mine = chosen.engine == engine.name
    needs = engine.package or engine.program
    there = words.say("models-there" if engine.there else "models-missing") if needs else ""
    yield f"  {engine.name}  {there} {words.say('models-chosen') if mine else ''}".rstrip()
    yield f"    {words.say(f'models-{engine.name}')}"
    if mine:
        yield f"    → {trial(engine, chosen, words)}"


def trial(engine: Engine, chosen: Chosen, words: Catalogue) -> str:
    """Whether the chosen engine can be loaded, or what keeps it from that."""
    key = os.environ.get(KEY, "")
    try:
        if engine.work == "transcriber":
            transcriber(chosen, key)
        else:
            speaker(chosen, key)
    except SpeechError as error:
        return words.say(error.key, **error.details)
    return words.say("models-ready")


def writer(settings: Settings) -> Writer:
    """The engine of the settings that writes recordings down."""
    chosen = settings.voice.transcriber
    found = Writer(chosen.engine, chosen.model, chosen.url, chosen.voice)
    return replace(found, key=os.environ.get(KEY, ""))
