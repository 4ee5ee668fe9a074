"""The command `peilian`: its subcommands, in the user's language."""

import os
import secrets
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import click

from bot.authoring.problem import Faulty
from bot.catalogue import LANGUAGES, Catalogue, catalogue
from bot.cli import text_tools
from bot.cli.calibrate import calibrate
from bot.cli.check import check
from bot.cli.evaluate import evaluate
from bot.cli.people import enrol
from bot.cli.rescore import rescore
from bot.cli.run import practise, rehearse, run
from bot.cli.schema import schema
from bot.cli.syllabus import show as syllabus
from bot.cli.usage import asked, given, mistake
from bot.cli.voice import listen, models
from bot.cli.web import show_demo, web
from bot.config import Settings, load_settings
from bot.store.records import StoreError

#: Exit code where the product can't work with what it was given.
UNUSABLE = 2


def main(argv: list[str] | None = None) -> None:
    """Run the command line; problems are told in the language asked for, never as a traceback."""
    speak_utf8()
    arguments = sys.argv[1:] if argv is None else argv
    wanted = os.environ.get("PEILIAN_LANG", "")
    words = catalogue(asked(arguments) or wanted)
    try:
        config = given(arguments, "--config")
        settings = load_settings(Path(config) if config is not None else None)
        if wanted in LANGUAGES:
            settings = settings.model_copy(update={"language": wanted})
        words = catalogue(asked(arguments) or settings.language)
        sys.exit(commands(settings, words).main(arguments, "peilian", standalone_mode=False))
    except click.ClickException as error:
        click.echo(mistake(error, words), err=True)
        sys.exit(error.exit_code)
    except Faulty as faulty:
        for problem in faulty.problems:
            click.echo(words.problem(problem), err=True)
        sys.exit(UNUSABLE)
    except StoreError as error:
        click.echo(words.say(error.key, **error.details), err=True)
        sys.exit(UNUSABLE)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        click.echo(words.say("unexpected", code=note(error)), err=True)
        sys.exit(UNUSABLE)


def speak_utf8() -> None:
    """Write UTF-8, whatever the computer is set to."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def note(error: Exception) -> str:
    """Keep the traceback of a mistake of ours in a file, and return the number it is found by."""
    code = secrets.token_hex(3)
    file = Path(tempfile.gettempdir()) / f"peilian-{code}.log"
    file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return f"{code} ({file})"


def commands(settings: Settings, words: Catalogue) -> click.Group:
    """All commands, with their help in one language."""
    say = words.say
    language = click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), default=settings.language, help=say("cli-option-lang")
    )
    other_language = click.Option(["--lang"], type=click.Choice(LANGUAGES), help=say("cli-option-lang"))
    dialogue = click.Argument(["dialogue"], required=False)
    level = click.Option(
        ["--level"], type=click.Choice(["good", "fair", "poor"]), default="good", help=say("cli-option-level")
    )
    labelled = click.Option(
        ["--file"], type=click.Path(path_type=Path), required=True, help=say("cli-option-file")
    )
    forms = [
        click.Option(["--text", "form"], flag_value="text", help=say("cli-option-as-text")),
        click.Option(["--json", "form"], flag_value="json", help=say("cli-option-as-json")),
    ]
    dry = click.Option(["--dry"], is_flag=True, help=say("cli-option-dry"))
    marked = click.Argument(["file"], type=click.Path(path_type=Path))
    recordings = click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=Path))
    some = click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path))
    spoken = click.Option(["--text"], help=say("cli-option-text"))
    misses = click.Option(["--misses"], type=int, default=0, help=say("cli-option-misses"))
    days = click.Option(["--days"], type=click.IntRange(14, 730), default=180, help=say("cli-option-days"))
    config = click.Option(["--config"], type=click.Path(), help=say("cli-option-config"))
    group = click.Group(
        "peilian",
        help=say("cli-help"),
        params=[config],
        invoke_without_command=True,
        callback=lambda config: default(settings, words),  # noqa: ARG005
    )
    for name, action, params in (
        ("run", lambda: run(settings, words), []),
        (
            "practise",
            lambda dialogue, lang: practise(settings, words, dialogue, lang),
            [dialogue, other_language],
        ),
        (
            "rehearse",
            lambda dialogue, lang, level: rehearse(settings, words, dialogue, lang, level),
            [dialogue, language, level],
        ),
        ("check", lambda files: check(settings, words, files), [some]),
        ("analyse", lambda lang: text_tools.analyse(words, lang), [language]),
        (
            "score",
            lambda lang, form: text_tools.score_lines(settings, words, lang, form),
            [language, *forms],
        ),
        (
            "eval",
            lambda file, lang, misses: evaluate(words, file, lang, misses),
            [labelled, language, misses],
        ),
        (
            "listen",
            lambda files, lang, text: listen(settings, words, files, lang, text),
            [recordings, language, spoken],
        ),
        ("models", lambda: models(settings, words), []),
        ("rescore", lambda dry: rescore(settings, words, dry), [dry]),
        ("calibrate", lambda file, lang: calibrate(settings, words, file, lang), [marked, language]),
        ("syllabus", lambda lang: syllabus(settings, catalogue(lang)), [language]),
        ("schema", schema, []),
        ("people", lambda file: enrol(settings, words, file), [marked]),
        ("web", lambda: web(settings, words), []),
        (
            "demo",
            lambda firm, days, anew: show_demo(settings, words, firm, days, anew),
            [
                click.Option(["--firm"], is_flag=True, help=say("cli-option-firm")),
                days,
                click.Option(["--anew"], is_flag=True, help=say("cli-option-anew")),
            ],
        ),
    ):
        group.add_command(
            click.Command(name, callback=leave_with(action), params=list(params), help=say(f"cli-{name}"))
        )
    return group


def default(settings: Settings, words: Catalogue) -> None:
    """Without a command, the product is started."""
    if click.get_current_context().invoked_subcommand is None:
        sys.exit(run(settings, words))


def leave_with(action: Callable[..., int]) -> Callable[..., None]:
    """A command whose return value is the exit code."""

    def command(**names: object) -> None:
        sys.exit(action(**names))

    return command
