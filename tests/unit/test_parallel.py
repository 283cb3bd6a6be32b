"""Work that is shared comes back in its order, and a worker that fails is told of."""

import os

import pytest

from cop_kb.parallel import can_fork, share

pytestmark = pytest.mark.skipif(not can_fork(), reason="this platform has no fork that is safe")
MANY = list(range(1000))


def double(items):
    return [item * 2 for item in items]


@pytest.mark.parametrize("jobs", [1, 2, 3, 7, None])
@pytest.mark.parametrize("items", [[], [1], MANY])
def test_results_come_in_the_order_of_the_items(jobs, items):
    assert share(double, items, jobs) == double(items)


def test_several_processes_take_part():
    assert len(set(share(lambda items: [os.getpid() for _ in items], MANY, 3))) == 3


def test_what_goes_wrong_in_a_worker_goes_wrong_here(capfd):
    def fail(items):
        if 1 in items:
            raise ValueError("this one")
        return double(items)

    with pytest.raises(ChildProcessError, match="ValueError: this one"):
        share(fail, MANY, 2)
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_dies_is_noticed(capfd):
    def die(items):
        if 1 in items:
            os._exit(1)
        return double(items)

    with pytest.raises(ChildProcessError, match="ended before its work was done"):
        share(die, MANY, 2)
    assert capfd.readouterr() == ("", "")
