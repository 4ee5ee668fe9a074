"""What written questions mean is worked out once; whatever is kept is the same as worked out anew."""

import os

import numpy as np
import pytest

from bot.language.answers import in_steps
from bot.library import vectors
from bot.library.recognisers import load_encoder
from bot.library.vectors import KeptVectors

TEXTS = ["您平时怎么订酒店", "how d'you book your hotels", ""]


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


def test_what_is_kept_is_what_would_be_worked_out(encoder, tmp_path):
    first, again = KeptVectors(encoder, tmp_path)(TEXTS), KeptVectors(encoder, tmp_path)(TEXTS)
    assert len(list(tmp_path.iterdir())) == 1
    assert np.array_equal(first, in_steps(encoder, TEXTS))
    assert np.array_equal(first, again)


def test_what_is_kept_is_read(encoder, tmp_path):
    kept = KeptVectors(encoder, tmp_path)
    kept(TEXTS)
    (file,) = tmp_path.iterdir()
    marked = np.full((len(TEXTS), 512), 7, dtype=np.int8)
    np.save(file, marked)
    assert np.array_equal(kept(TEXTS), marked)
    assert np.array_equal(kept(TEXTS[:2]), in_steps(encoder, TEXTS[:2]))


def test_a_broken_file_is_worked_out_anew(encoder, tmp_path):
    kept = KeptVectors(encoder, tmp_path)
    kept(TEXTS)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:40])
    assert np.array_equal(kept(TEXTS), in_steps(encoder, TEXTS))
    assert np.array_equal(np.load(file), in_steps(encoder, TEXTS))


def test_where_nothing_can_be_kept_it_goes_on(encoder, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert np.array_equal(KeptVectors(encoder, tmp_path / "file")(TEXTS), in_steps(encoder, TEXTS))


def test_what_was_not_used_for_longest_is_forgotten(encoder, tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "MOST", 2)
    kept = KeptVectors(encoder, tmp_path)
    kept(["one"])
    (old,) = tmp_path.iterdir()
    kept(["two"])
    (new,) = set(tmp_path.iterdir()) - {old}
    os.utime(old, (1, 1))
    os.utime(new, (2, 2))
    kept(["one"])
    kept(["three"])
    assert old.exists()
    assert not new.exists()
