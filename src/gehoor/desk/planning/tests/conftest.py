"""The kind of talk and the plan that tests of planning itself begin with."""

from gehoor.planning.tests.conftest import kind, planned

__all__ = ["kind", "planned"]
