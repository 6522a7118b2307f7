"""Print the lowest version that pyproject.toml allows of each dependency, one pip requirement a line."""

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"

for requirement in tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]:
    found = re.fullmatch(r"([\w.-]+)>=([\w.]+)(,<[\w.]+)?", requirement)
    if not found:
        sys.exit(f"error: pyproject.toml: “{requirement}” must read NAME>=LOWEST or NAME>=LOWEST,<LIMIT")
    print(f"{found[1]}=={found[2]}")
