"""What all tests share."""

pytest_plugins = [
    "tests.plugins.memory",
    "tests.plugins.sharing",
    "tests.plugins.database",
    "tests.plugins.emptying",
    "tests.plugins.site",
    "tests.plugins.cast",
    "tests.plugins.browser",
    "tests.plugins.paper",
    "tests.plugins.clock",
    "tests.plugins.loops",
    "tests.plugins.language",
]
