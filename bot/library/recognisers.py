"""Recognisers: a vocabulary with what was learned beside it."""

from dataclasses import fields
from functools import partial
from pathlib import Path

import numpy as np
import yaml

from bot.language.answers import LOOKS, Answering, Judgement, in_steps
from bot.language.encoder import Encoder
from bot.language.learned import Learned, Weights
from bot.language.meaning import Layers, Meaning
from bot.language.recogniser import Recogniser
from bot.language.stock import Stock
from bot.language.wordpieces import WordPieces
from bot.library.vectors import KeptVectors
from bot.library.vocabularies import FOLDER, load_vocabulary

WEIGHTS = "learned.npz"
ENCODER = "encoder.npz"
ANSWERS = "answers.yaml"
STOCK = "stock.npz"
VECTORS = "vectors"
#: What stands in the encoder's file beside its weights.
OTHERS = frozenset({"version", "pieces", "scores", "table"})


def load_recogniser(
    language: str, folder: Path = FOLDER, encoder: Encoder | None = None, kept: Path | None = None
) -> Recogniser:
    """The recogniser of a language; raises `Faulty` with every mistake in its vocabulary. What it works out
    of dialogues is remembered in the folder `kept`, if there is one."""
    encoder = encoder or load_encoder(folder)
    learned = load_learned(language, folder, encoder)
    answering, stock = load_answering(folder, encoder, kept), load_stock(folder, encoder)
    return Recogniser(load_vocabulary(language, folder), learned, answering, stock)


def load_learned(language: str, folder: Path = FOLDER, encoder: Encoder | None = None) -> Learned | None:
    """The weights that training left for a language, if it did."""
    path = folder / language / WEIGHTS
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as file:
        labels = tuple(str(label) for label in file["labels"])
        steps = np.zeros((int(file["buckets"]), len(labels)), dtype=np.int8)
        steps[file["rows"]] = file["steps"]
        weights = Weights(steps, file["scale"], file["bias"], file["belief"], file["doubt"])
        layers = Layers(**{f.name: file[f"layer_{f.name}"].astype(np.float32) for f in fields(Layers)})
        meaning = Meaning(encoder or load_encoder(folder), labels, layers)
        return Learned(language, str(file["version"]), labels, weights, meaning)


def load_answering(folder: Path, encoder: Encoder, kept: Path | None = None) -> Answering | None:
    """What judges which fact answers a question, if training left it."""
    path = folder / ANSWERS
    if not path.exists():
        return None
    found = yaml.safe_load(path.read_text("utf-8"))
    weights = [found["weights"][side][look] for side in ("likeness", "lead") for look in LOOKS]
    judgement = Judgement(tuple(weights), found["bias"], found["tell"], found["about"])
    steps = KeptVectors(encoder, kept / VECTORS) if kept else partial(in_steps, encoder)
    return Answering(encoder, judgement, steps)


def load_stock(folder: Path, encoder: Encoder) -> Stock | None:
    """What judges which stock answers a question allows, if training left it."""
    path = folder / STOCK
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as file:
        known, version = [str(name) for name in file["known"]], f"{encoder.version}-{file['version']}"
        return Stock(version, encoder, known, file["weights"].astype(np.float32), file["bias"])


def load_encoder(folder: Path = FOLDER) -> Encoder:
    """The sentence encoder of all languages."""
    with np.load(folder / ENCODER, allow_pickle=False) as file:
        pieces = WordPieces(file["pieces"].tobytes().decode().split("\n"), file["scores"].tolist())
        weights = {name: file[name] for name in file.files if name not in OTHERS}
        return Encoder(str(file["version"]), pieces, file["table"], weights)
