"""How often properties of workbooks are tried: all of what the run asks for, or a part where each case is dear."""

from hypothesis import HealthCheck, Phase, settings

SHARED = settings.default
assert SHARED is not None
_CHECKS = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture)
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Registers are large: making a failing one smaller takes longer than reading it."""

MANY = settings(SHARED, max_examples=max(25, SHARED.max_examples), suppress_health_check=_CHECKS)
"""For cases of a few milliseconds."""
SOME = settings(MANY, max_examples=max(15, SHARED.max_examples // 2), phases=WITHOUT_SHRINKING)
"""For cases of some 50 milliseconds."""
FEW = settings(MANY, max_examples=max(5, SHARED.max_examples // 5), phases=WITHOUT_SHRINKING)
"""For cases that start a process."""
