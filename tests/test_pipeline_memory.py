"""What work asks of Python's memory is put back as it was."""

import gc
from contextlib import ExitStack

import pytest

from claims.pipeline.memory import OBJECTS, remember, seldom_collected


@pytest.fixture(autouse=True)
def thresholds():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_the_last_at_work_puts_back_how_often_python_looks_for_garbage_whoever_ends_first():
    with ExitStack() as one, ExitStack() as other:
        one.enter_context(seldom_collected())
        assert gc.get_threshold()[0] == OBJECTS
        other.enter_context(seldom_collected())
        one.close()
        assert gc.get_threshold()[0] == OBJECTS, "the other is still at work"
        other.close()
        assert gc.get_threshold() == (700, 10, 10)


def test_what_fails_puts_it_back_too():
    with pytest.raises(ValueError, match="no"), seldom_collected():
        raise ValueError("no")
    assert gc.get_threshold() == (700, 10, 10)


def test_where_nobody_looks_for_garbage_nobody_begins_to():
    gc.set_threshold(0)
    with seldom_collected():
        assert gc.get_threshold()[0] == 0
    assert gc.get_threshold()[0] == 0


def test_what_is_remembered_is_forgotten_at_once_when_it_is_too_much():
    known = {1: "one", 2: "two"}
    remember(known, 3, "three", most=3)
    assert known == {1: "one", 2: "two", 3: "three"}
    remember(known, 4, "four", most=3)
    assert known == {4: "four"}
