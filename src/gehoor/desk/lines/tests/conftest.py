"""People in line and employees who are there."""

from gehoor.lines.tests.conftest import comes, is_there

__all__ = ["comes", "is_there"]
