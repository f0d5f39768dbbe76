"""Pytest plugins of this project, loaded by `-p` in pyproject.toml."""
