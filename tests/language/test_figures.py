"""Agreement figures on small labellings worked out by hand."""

import pytest

from bot.language.figures import Figure, kappa, macro_f1, micro, per_label

PAIRS = [
    (frozenset({"a"}), frozenset({"a"})),
    (frozenset({"a"}), frozenset({"b"})),
    (frozenset({"b", "c"}), frozenset({"b"})),
]


def test_right_wrong_and_missed_are_counted_label_by_label():
    assert per_label(PAIRS) == {"a": Figure(1, 0, 1), "b": Figure(1, 1, 0), "c": Figure(0, 0, 1)}


def test_precision_recall_and_f1():
    figure = Figure(right=6, wrong=2, missed=4)
    assert (figure.precision, figure.recall, figure.f1) == (0.75, 0.6, pytest.approx(2 / 3))
    assert Figure(0, 0, 0).f1 == 0


def test_macro_is_the_mean_over_what_is_there_micro_counts_all_together():
    figures = per_label(PAIRS)
    assert macro_f1(figures) == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert micro(figures.values()) == Figure(2, 1, 2)


def test_kappa_takes_chance_away():
    same = [("x", "x"), ("y", "y")]
    assert kappa(same) == 1
    assert kappa([("x", "x"), ("x", "y"), ("y", "x"), ("y", "y")]) == 0
    assert kappa([("x", "y"), ("y", "x")]) == -1
