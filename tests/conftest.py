"""What many tests share: the shipped library, loaded once."""

import pytest

from bot.cli.check import open_library
from bot.config import load_settings
from bot.language.recogniser import Recogniser
from bot.library.library import Library
from bot.library.vocabularies import load_vocabulary


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library(load_settings())


@pytest.fixture(scope="session")
def zh(library: Library) -> Recogniser:
    return library.recognisers["zh"]


@pytest.fixture(scope="session")
def en(library: Library) -> Recogniser:
    return library.recognisers["en"]


@pytest.fixture(scope="session")
def vocabulary():
    return load_vocabulary("zh")
