"""The house rules that a machine can hold: layers, sizes, and what a channel may cost."""

import ast
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.plugins.sharing import group_of

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "gehoor"
LIMITS = {"module": 300, "function": 40, "template": 80, "script": 60}
# Each exception with its reason.
LONGER: dict[str, str] = {}


def _files(pattern, *, without=()):
    found = [*SOURCE.rglob(pattern), *(ROOT / "tests").rglob(pattern), *(ROOT / "bench").rglob(pattern)]
    return [path for path in found if not any(part in without for part in path.parts)]


def _named(path):
    return str(path.relative_to(ROOT))


def test_layers_hold():
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )

    assert result.returncode == 0, result.stdout + result.stderr


def test_modules_stay_short():
    long = {_named(p): n for p in _files("*.py", without={"migrations"}) if (n := _lines(p)) > LIMITS["module"]}

    assert long.keys() <= LONGER.keys(), long


def test_functions_stay_short():
    long = {}
    for path in _files("*.py", without={"migrations"}):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > LIMITS["function"]:
                    long[f"{_named(path)}:{node.name}"] = length

    assert long.keys() <= LONGER.keys(), long


def test_templates_stay_short():
    long = {_named(p): n for p in SOURCE.rglob("templates/**/*.html") if (n := _lines(p)) > LIMITS["template"]}

    assert long.keys() <= LONGER.keys(), long


def test_scripts_stay_short():
    scripts = [p for p in (ROOT / "bin").iterdir() if p.is_file()] + [ROOT / ".ci" / "run"]
    long = {_named(p): n for p in scripts if (n := _lines(p)) > LIMITS["script"]}

    assert long.keys() <= LONGER.keys(), long


@pytest.mark.parametrize("drawer", ["utils", "helpers", "services", "managers"])
def test_there_are_no_drawers_for_anything(drawer):
    assert not list(SOURCE.rglob(f"{drawer}.py"))


def test_nobody_asks_for_one_kind_of_channel():
    """Only a channel itself knows its own name; everyone else asks the registry what a channel is able to."""
    guilty = []
    for path in _files("*.py", without={"tests", "migrations", "channels", "demo", "bench"}):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Compare) and any(_is_channel(part) for part in (node.left, *node.comparators)):
                guilty.append(f"{_named(path)}:{node.lineno}")

    assert not guilty


def _is_channel(node):
    """A bare "phone" or "email" compared with something; kinds of addresses are members of an enumeration."""
    return isinstance(node, ast.Constant) and node.value in {"email", "phone", "counter", "letter"}


def _lines(path):
    return len(path.read_text().splitlines())


TOY = {
    "__init__.py": "",
    "apps.py": """
        from gehoor.postroom import channel

        class PigeonChannel(channel.ChannelConfig):
            name = "gehoor.channels.pigeon"
            label = "pigeon"
            kind = "pigeon"
            title = "Pigeon"
            icon = "send"
            noted_by_employee = True
    """,
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path

        urlpatterns = [path("coo/", lambda request: HttpResponse("coo"), name="pigeon-coo")]
    """,
}
# Runs in a process of its own: a second Django with one line more in INSTALLED_APPS.
PROGRAM = """
    import sys
    import gehoor.channels
    gehoor.channels.__path__.append(sys.argv[1])
    from gehoor.config import settings
    settings.INSTALLED_APPS.append("gehoor.channels.pigeon")
    import django
    django.setup()
    from django.urls import reverse
    from gehoor.postroom import channel
    assert channel.get("pigeon").title == "Pigeon"
    assert "pigeon" in [found.kind for found in channel.all_channels() if found.noted_by_employee]
    print(reverse("pigeon-coo"))
"""


def test_a_channel_is_one_folder_and_one_line(tmp_path):
    folder = tmp_path / "pigeon"
    folder.mkdir()
    for name, text in TOY.items():
        (folder / name).write_text(textwrap.dedent(text))
    result = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(tmp_path)],
        capture_output=True, text=True, check=False, env={**_environment(), "DJANGO_SETTINGS_MODULE": "gehoor.config.settings"},
    )

    assert result.stdout.strip() == "/channels/pigeon/coo/", result.stderr


def _environment():
    import os

    return dict(os.environ)


def test_who_shares_a_house_shares_a_worker():
    """Otherwise each worker starts one: a quarter of a minute and a browser more."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        written = {node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}
        asks = "desks" in {argument.arg for function in written for argument in function.args.args}
        if asks and "house" not in {function.name for function in written}:
            assert group_of(path) == "house", f"{_named(path)} is not in the group `house`"
