"""A command or a worker that starts anew has all rules and values at once."""

from benchmarks.law_import import IN_USE, READ_ANEW, seconds

# Four times what the benchmark allows: the machine of the tests may be busy with much else.
LIMIT = 0.8


def test_the_law_is_ready_in_a_moment() -> None:
    assert seconds(IN_USE, runs=3) < LIMIT


def test_it_is_ready_in_a_moment_where_nothing_can_be_kept() -> None:
    assert seconds(READ_ANEW, runs=3) < LIMIT
