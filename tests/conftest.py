"""What many tests share: the shipped library, loaded once."""

import pytest

from bot.config import load_settings
from bot.language.recogniser import Recogniser
from bot.library.library import Library, load_library
from bot.library.vocabularies import load_vocabulary


@pytest.fixture(scope="session")
def library() -> Library:
    settings = load_settings()
    folders = settings.path(settings.dialogues), settings.path(settings.rubrics)
    return load_library(*folders, settings.company, thorough=False)


@pytest.fixture(scope="session")
def zh(library: Library) -> Recogniser:
    return library.recognisers["zh"]


@pytest.fixture(scope="session")
def en(library: Library) -> Recogniser:
    return library.recognisers["en"]


@pytest.fixture(scope="session")
def vocabulary():
    return load_vocabulary("zh")
