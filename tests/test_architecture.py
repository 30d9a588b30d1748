"""The plan of the house: who may import whom, and what may stand at the top."""

import ast
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from world import REPOSITORY

# A module imports from strictly lower floors of its package, or from its own room (a folder below the package).
FLOORS = {
    "etl": {
        "errors": 0,
        "paths": 0,
        "terms": 0,
        "interval": 1,
        "period": 1,
        "schema": 1,
        "characters": 0,
        "yaml_limits": 1,
        "csvfile": 1,
        "yamlfile": 1,
        "provenance": 2,
        "judgements": 2,
        "reference": 3,
        "phrases": 2,
        "phrase_*": 2,
        "sources.*": 3,
        "rates": 2,
        "exchange": 3,
        "wording": 2,
        "figure_rows": 4,
        "normalize": 5,
        "flows": 4,
        "stated": 2,
        "caveats": 4,
        "code_changes": 4,
        "levels": 4,
        "comparison": 4,
        "derive_rules": 4,
        "derive": 5,
        "check_counts": 5,
        "check_official": 6,
        "check_within": 5,
        "check_between": 5,
        "checks": 7,
        "mirror": 5,
        "history": 5,
        "revisions": 6,
        "consistency": 5,
        "report": 5,
        "validate": 5,
        "datapackage": 5,
        "publish": 6,
        "lock": 1,
        "editions": 3,
        "pipeline": 8,
        "__main__": 9,
    },
    "dashboard": {
        "selection": 0,
        "formats": 0,
        "ordinals": 0,
        "theme": 0,
        "messages": 0,
        "markdown": 0,
        "chart_text": 0,
        "oil": 0,
        "remembered": 0,
        "plotly_locale": 1,
        "look_query": 1,
        "link": 2,
        "frame": 1,
        "punctuation": 1,
        "queries": 1,
        "rates": 2,
        "editions": 2,
        "series": 3,
        "cards.*": 4,
        "briefing.*": 5,
        "__main__": 8,
        "address": 5,
        "store": 5,
        "controls": 6,
        "handover": 6,
        "screen_table": 6,
        "printing": 6,
        "components": 7,
        "pack_builder": 7,
        "views.*": 8,
        "routes.*": 8,
        "main": 9,
        "app": 9,
    },
}
# The phrase modules are one room of several files.
ROOMS = {"sources.*", "cards.*", "briefing.*", "views.*", "routes.*", "phrase*", "yaml*"}
LENT_BY_ETL = {"terms", "schema", "paths", "interval", "period", "rates", "errors"}
BANNED_FOLDERS = {"pages", "utils", "helpers", "common", "misc"}
TOP = {"pyproject.toml", "README.md", "constraints.txt", "dashboard", "data", "etl", "tests"}
PACKAGES = tuple(FLOORS)


def modules(package: str) -> dict[str, Path]:
    """Dotted names below the package (without it) and their files; the package's own __init__ has the name ''."""
    root = REPOSITORY / package
    named = {path.relative_to(root).with_suffix("").as_posix().replace("/", "."): path for path in root.rglob("*.py")}
    return {name.removesuffix("__init__").rstrip("."): path for name, path in named.items()}


ALL_MODULES = [(package, name) for package in PACKAGES for name in sorted(modules(package))]


def imported(path: Path) -> set[str]:
    """Every module the file names in an import, wherever it stands; `from a import b` names a and a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}, line {node.lineno}: relative import: write the full name"
            assert node.module
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imported_modules(path: Path, package: str) -> set[str]:
    """The package's own modules that the file imports, as dotted names below it."""
    below = {name.removeprefix(f"{package}.") for name in imported(path) if name.startswith(f"{package}.")}
    return below & set(modules(package))


def pattern_of(package: str, name: str) -> str | None:
    """The entry of FLOORS a module falls under; a folder's own __init__ belongs to the folder."""
    if name in FLOORS[package]:
        return name
    return next((p for p in FLOORS[package] if fnmatchcase(name, p) or fnmatchcase(f"{name}.", p)), None)


def floor(package: str, name: str) -> int:
    """The module's floor; one without a place in the plan stands above all others and fails its own test."""
    return FLOORS[package].get(pattern_of(package, name) or "", 99)


def same_room(one: str, other: str) -> bool:
    return any(fnmatchcase(f"{one}.", room) and fnmatchcase(f"{other}.", room) for room in ROOMS)


def test_every_form_of_import_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "sample.py"
    path.write_text("import etl.flows\ndef f():\n    from etl import checks as c\n    from etl.period import year\n")
    assert imported_modules(path, "etl") == {"flows", "checks", "period"}
    assert pattern_of("etl", "sources") == pattern_of("etl", "sources.official") == "sources.*"
    assert pattern_of("etl", "stray") is None


@pytest.mark.parametrize(("package", "name"), ALL_MODULES)
def test_every_module_has_a_floor(package: str, name: str) -> None:
    assert name == "" or pattern_of(package, name), f"{package}/{name}: give it a floor in the plan and in FLOORS"


@pytest.mark.parametrize(("package", "name"), ALL_MODULES)
def test_imports_go_down(package: str, name: str) -> None:
    if name == "":
        assert imported_modules(modules(package)[name], package) == set(), "the package's own file imports nothing"
        return
    upward = {
        other
        for other in imported_modules(modules(package)[name], package)
        if other and not same_room(name, other) and floor(package, other) >= floor(package, name)
    }
    assert upward == set(), f"{package}.{name} (floor {floor(package, name)}) imports from its own floor or above"


@pytest.mark.parametrize("name", sorted(modules("etl")))
def test_etl_knows_nothing_of_the_dashboard(name: str) -> None:
    roots = {module.split(".")[0] for module in imported(modules("etl")[name])}
    assert roots & {"dashboard", "streamlit", "plotly", "tests", "world"} == set()


@pytest.mark.parametrize("name", sorted(modules("dashboard")))
def test_the_dashboard_borrows_little_of_etl(name: str) -> None:
    lent = LENT_BY_ETL | {"app": {"pipeline"}, "briefing.pack_file": {"yamlfile"}}.get(name, set())
    assert imported_modules(modules("dashboard")[name], "etl") - {""} <= lent


@pytest.mark.parametrize("name", sorted(modules("dashboard")))
def test_streamlit_stays_above_the_cards(name: str) -> None:
    above = name in ("store", "address") or (name != "" and floor("dashboard", name) >= floor("dashboard", "controls"))
    assert above or "streamlit" not in {module.split(".")[0] for module in imported(modules("dashboard")[name])}


def test_cards_do_not_read_files() -> None:
    readers = {"pathlib", "os", "pyarrow", "duckdb", "sqlite3", "urllib", "httpx", "requests"}
    for name, path in modules("dashboard").items():
        if name.startswith("cards"):
            assert {module.split(".")[0] for module in imported(path)} & readers == set(), name


def tracked() -> list[Path]:
    """Paths under version control, relative to the repository."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("no git checkout, so what is under version control cannot be listed")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True)
    return [Path(name) for name in done.stdout.decode().split("\0") if name]


def test_the_top_holds_nothing_else() -> None:
    tops = {path.parts[0] for path in tracked()}
    assert {name for name in tops if not name.startswith(".")} <= TOP


def test_no_folder_is_a_drawer() -> None:
    assert [path for path in tracked() if BANNED_FOLDERS & set(path.parts[:-1])] == []
    assert [path for path in tracked() if path.suffix == ".py" and path.stem in BANNED_FOLDERS] == []


def test_built_files_are_not_kept() -> None:
    built = {"data/tables", "data/editions", "data/snapshots"}
    kept = [
        path for path in tracked() if "/".join(path.parts[:2]) in built or path.suffix in {".mo", ".pyc", ".parquet"}
    ]
    assert kept == []
