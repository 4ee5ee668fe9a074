"""Without a terminal: rehearsals aloud, calls read from a file; plain text throughout."""

import asyncio
from asyncio.subprocess import PIPE

import pytest
import yaml
from wcwidth import wcswidth

from bot.authoring.rehearsal import rehearse
from bot.catalogue import catalogue
from bot.cli.run import found
from bot.config import HOME
from bot.library.library import Library
from tests.channels.terminal.caller import GUARD, flat
from tests.channels.terminal.conftest import Command, good
from tests.channels.terminal.test_card import LANGUAGES, WIDTH, scored

SHOP = "fruit-shop"


async def run(command: Command, arguments: list[str], typed: bytes = b"") -> tuple[int | None, str, str]:
    """Run the command to its end; exit code, output and what was said on standard error."""
    process = await asyncio.create_subprocess_exec(
        *arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=command.environment
    )
    try:
        async with asyncio.timeout(GUARD):
            output, errors = await process.communicate(typed)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode, output.decode(), errors.decode()


def plain(text: str) -> bool:
    """Whether a text is made of visible signs, spaces and line ends only."""
    return all(character.isprintable() or character == "\n" for character in text)


@LANGUAGES
async def test_run_plays_a_shipped_rehearsal_aloud(command: Command, library: Library, language: str) -> None:
    script = found(library, None, language)
    assert script is not None
    words, card = catalogue(language), scored(script, library)
    arguments = command.arguments(language, "run", dialogues=HOME / "dialogues")
    code, output, errors = await run(command, arguments)
    assert code == 0 and "Traceback" not in errors
    assert plain(output) and "\x1b" not in errors
    names = {"answered": words.say("terminal-says", name=script.dialogue.customer.name)}
    names["spoke"] = words.say("terminal-you")
    said = [
        names[event.kind] + (event.text if event.kind == "answered" else event.utterance.text)
        for event in rehearse(script, "good")
        if event.kind in names
    ]
    read, place = flat(output), 0
    for line in (*said, words.say("card-title"), words.say("card-digest", digest=card.digest)):
        assert flat(line) in read[place:], line
        place = read.index(flat(line), place) + len(flat(line))
    assert not [line for line in output.splitlines() if wcswidth(line) > WIDTH]


@LANGUAGES
async def test_a_call_can_be_read_from_a_file(command: Command, fruit_shops: Library, language: str) -> None:
    script, words = fruit_shops.scripts(language)[SHOP], catalogue(language)
    arguments = command.arguments(language, "practise", SHOP)
    code, output, errors = await run(command, arguments, "\n".join(good(script)).encode())
    assert code == 0 and not errors and plain(output)
    read, card = flat(output), scored(script, fruit_shops)
    for reply in good(script):
        assert flat(words.say("terminal-you") + reply) in read
    assert flat(words.say("card-total", total=f"{card.total:g}", band=card.band)) in read
    assert flat(words.say("card-facts")) in read
    assert flat(words.say("terminal-choose")) not in read


@LANGUAGES
async def test_a_file_that_ends_early_leaves_the_call_open(command: Command, language: str) -> None:
    words, arguments = catalogue(language), command.arguments(language, "practise", SHOP)
    hello = {"zh": "您好，我是果园直送的。", "en": "This is Orchard Direct."}[language]
    code, output, errors = await run(command, arguments, hello.encode())
    assert code == 0 and not errors and flat(words.say("terminal-stays-open")) in flat(output)
    code, output, errors = await run(command, arguments, b"/quit\n")
    assert code == 0 and not errors
    assert flat(words.say("card-turns", turns=1)) in flat(output)


@LANGUAGES
async def test_an_unknown_dialogue(command: Command, language: str) -> None:
    arguments = command.arguments(language, "practise", "no-such-shop")
    code, output, errors = await run(command, arguments)
    assert code == 2 and "Traceback" not in errors
    assert flat(catalogue(language).say("dialogue-unknown", id="no-such-shop")) in flat(output)


@LANGUAGES
async def test_bad_lines_are_told_and_the_others_count(command: Command, language: str) -> None:
    words, arguments = catalogue(language), command.arguments(language, "practise", SHOP)
    hello = {"zh": "您好，我是果园直送的。", "en": "This is Orchard Direct."}[language].encode()
    coloured = b"\x1b[31m" + hello + b"\x1b]0;title\x07\x00"
    typed = b"\n".join([b"\xff\xfe\xff", b"x" * 10_000, b"/dance", coloured, b"/quit"])
    code, output, errors = await run(command, arguments, typed)
    assert code == 0 and not errors and plain(output)
    for told in (
        words.say("terminal-not-utf8"),
        words.say("terminal-command-unknown", name="dance"),
        words.say("terminal-you") + hello.decode(),
        words.say("card-turns", turns=1),
    ):
        assert flat(told) in flat(output)
    assert "10000" in output


async def test_another_call_must_be_ended_first(command: Command) -> None:
    await run(command, command.arguments("en", "practise", SHOP), b"This is Orchard Direct.\n")
    arguments = command.arguments("en", "practise", "no-such-shop")
    code, output, _ = await run(command, arguments)
    assert code == 2 and flat(catalogue("en").say("terminal-other-call", dialogue=SHOP)) in flat(output)


async def test_a_database_that_is_none(command: Command) -> None:
    arguments = command.arguments("en", "practise", SHOP)
    file = command.folder / "en.yaml"
    settings = yaml.safe_load(file.read_text("utf-8"))
    assert settings["database"] == "peilian.db"
    (command.folder / "peilian.db").write_bytes(b"not a database " * 400)
    code, output, errors = await run(command, arguments)
    assert code != 0 and "Traceback" not in output + errors
    assert "is not a database" in flat(errors + output).replace("isnotadatabase", "is not a database")


async def test_nobody_reads_any_more(command: Command) -> None:
    process = await asyncio.create_subprocess_exec(
        *command.arguments("en", "run"), stdin=PIPE, stdout=PIPE, stderr=PIPE, env=command.environment
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdin.close()
    process.stdout._transport.close()  # type: ignore[attr-defined]
    async with asyncio.timeout(GUARD):
        errors = await process.stderr.read()
        await process.wait()
    assert b"Traceback" not in errors and b"Exception" not in errors


@pytest.mark.parametrize("level", ["good", "fair", "poor"])
async def test_any_rehearsal_can_be_played(command: Command, level: str) -> None:
    code, output, errors = await run(command, command.arguments("en", "rehearse", SHOP, "--level", level))
    assert code == 0 and not errors and plain(output) and "Scorecard" in output


async def test_the_language_chosen_last_is_spoken_at_the_next_start(command: Command) -> None:
    chinese, welcome = command.arguments("zh", "practise"), "terminal-welcome"
    _, first, _ = await run(command, chinese, b"/lang en\n")
    _, second, _ = await run(command, chinese)
    assert flat(catalogue("zh").say(welcome)) in flat(first)
    assert flat(catalogue("en").say(welcome)) in flat(second)
