"""Recognisers: a vocabulary with what was learned beside it."""

from pathlib import Path

import numpy as np

from bot.language.learned import Learned, Weights
from bot.language.recogniser import Recogniser
from bot.library.vocabularies import FOLDER, load_vocabulary

WEIGHTS = "learned.npz"


def load_recogniser(language: str, folder: Path = FOLDER) -> Recogniser:
    """The recogniser of a language; raises `Faulty` with every mistake in its vocabulary."""
    return Recogniser(load_vocabulary(language, folder), load_learned(language, folder))


def load_learned(language: str, folder: Path = FOLDER) -> Learned | None:
    """The weights that training left for a language, if it did."""
    path = folder / language / WEIGHTS
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as file:
        labels = tuple(str(label) for label in file["labels"])
        steps = np.zeros((int(file["buckets"]), len(labels)), dtype=np.int8)
        steps[file["rows"]] = file["steps"]
        weights = Weights(steps, file["scale"], file["bias"], file["belief"], file["doubt"])
        return Learned(language, str(file["version"]), labels, weights)
