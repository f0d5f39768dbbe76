"""What Python compiles is kept, in `.venv`, for the many processes of a test run.

The installer compiles nothing, and where PYTHONDONTWRITEBYTECODE is set every worker, and every Gehoor that a test starts,
would compile Django and all tests anew: some ten seconds each.
"""

import os
import sys
from pathlib import Path

KEPT_IN = Path(__file__).parents[2] / ".venv" / "bytecode"

sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(KEPT_IN)
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
