"""The organisations of our inventory, for what is true of each."""

import pytest

MEASURED = "innovat"
"""The one whose tests are measured for coverage: the others bring the same code to the same lines."""
ORGANISATIONS = ("inemsoft", "informetric", "innomis", "innovat", "innovus")
EACH = [name if name == MEASURED else pytest.param(name, marks=pytest.mark.unmeasured) for name in ORGANISATIONS]
"""All of them as parameters."""
