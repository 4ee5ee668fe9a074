"""What was typed after `peilian`: looked into before the commands are known, and told where it is wrong."""

from collections.abc import Sequence

import click

from bot.catalogue import LANGUAGES, Catalogue


def given(arguments: Sequence[str], option: str) -> str | None:
    """What is written after an option, as `--lang en` or `--lang=en`; None where it isn't there."""
    for number, word in enumerate(arguments):
        if word == option and number + 1 < len(arguments):
            return arguments[number + 1]
        if word.startswith(f"{option}="):
            return word.removeprefix(f"{option}=")
    return None


def asked(arguments: Sequence[str]) -> str | None:
    """The language that is asked for by `--lang`, if the product speaks it."""
    language = given(arguments, "--lang")
    return language if language in LANGUAGES else None


def mistake(error: click.ClickException, words: Catalogue) -> str:
    """What is wrong with a command, and where its help is."""
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "peilian"
    return f"{wrong(error, words)}\n{words.say('cli-usage-help', command=where)}"


def wrong(error: click.ClickException, words: Catalogue) -> str:
    """What is wrong with a command, in the user's language and not in that of the library."""
    match error:
        case click.NoSuchOption():
            return words.say("cli-usage-option", name=error.option_name)
        case click.MissingParameter():
            return words.say("cli-usage-missing", name=named(error))
        case click.BadParameter(param=click.Parameter(type=click.Choice() as kind)):
            choices = words.say("cli-usage-or").join(map(str, kind.choices))
            return words.say("cli-usage-choice", name=named(error), choices=choices)
        case click.BadParameter(param=click.Parameter(type=click.IntRange() as kind)):
            return words.say("cli-usage-range", name=named(error), least=kind.min, most=kind.max)
        case click.BadParameter(param=click.Parameter(type=click.types.IntParamType())):
            return words.say("cli-usage-number", name=named(error))
        case click.BadOptionUsage():
            return words.say("cli-usage-value", name=error.option_name)
    inside = isinstance(error, click.UsageError) and error.ctx is not None and error.ctx.parent is not None
    return words.say("cli-usage-extra" if inside else "cli-usage-command")


def named(error: click.BadParameter) -> str:
    """A parameter as it is written."""
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.human_readable_name if error.param else ""
