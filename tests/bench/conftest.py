"""How strictly a run of the benches holds their limits."""

import pytest

SLACK = 3.0


@pytest.fixture(scope="session")
def slack(request: pytest.FixtureRequest, proving: bool) -> float:
    """By how many times a ratio of times may exceed its limit: 1 in `make bench` and `make prove`, which measure.

    The suite runs small cases, side by side, on machines that others use meanwhile. It is there to find what has become
    slower by an order, which no neighbour does; a run that is red because of a neighbour would soon be ignored. Memory
    does not depend on neighbours: its limits are the same in every run.
    """
    return 1.0 if proving or request.config.getoption("--measure") else SLACK
