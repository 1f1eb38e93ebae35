"""The package: found by Pelican from a wheel and from an editable install, with all its files, and cheap to have around."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("sumy", "nltk", "numpy", "lxml", "ftfy", "sentencex", "sqlite3", "watchfiles", "snowballstemmer", "Stemmer", "scipy")


def test_no_init_file_hides_pelican():
    for folder in ("plugin", "plugin/pelican", "plugin/pelican/plugins"):
        assert not (ROOT / folder / "__init__.py").exists()


def test_importing_and_enabling_it_loads_nothing_heavy():
    code = f"""
import sys
before = set(sys.modules)  # a measuring of coverage brings sqlite3 along
import pelican, pelican.plugins.brief
first = [name for name in {HEAVY!r} if name in sys.modules and name not in before]
before = set(sys.modules)
pelican.plugins.brief.register()
print(first, [name for name in {HEAVY!r} if name in sys.modules and name not in before])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    # Pelican itself loads watchfiles.
    assert done.stdout.strip() in ("[] []", "['watchfiles'] []")


def test_an_unused_plugin_loads_one_module():
    code = "import sys, pelican.plugins.brief; print(sorted(m for m in sys.modules if m.startswith('pelican.plugins.brief')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "['pelican.plugins.brief']"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    kept = ("plugin", "pyproject.toml", "README.md", "LICENSE")
    source.mkdir()
    for name in kept:
        path = ROOT / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, source / name)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=source, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "plugin" / "pelican" / "plugins" / "brief"
    expected = {
        path.relative_to(ROOT / "plugin").as_posix()
        for path in package.rglob("*")
        if path.is_file() and not {part for part in path.relative_to(package).parts if part.startswith((".", "__pycache__"))}
    }
    assert expected <= names
    assert {"pelican/plugins/brief/py.typed", "pelican/plugins/brief/static/brief.css"} <= names
    assert {f"pelican/plugins/brief/templates/brief/{n}.html" for n in ("summary", "neighbors", "sources")} <= names
    assert not {"pelican/__init__.py", "pelican/plugins/__init__.py"} & names


def test_pelican_finds_it_from_an_installed_wheel(wheel, tmp_path):
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True, symlinks=os.name != "nt")
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    command = environment / ("Scripts/pelican-brief.exe" if os.name == "nt" else "bin/pelican-brief")
    assert command.exists()
    # The dependencies come from this environment, but not its editable install of the plugin.
    others = [p for p in sys.path if p.endswith("site-packages")]
    code = f"""
import sys
sys.path += {others!r}
from pelican.plugins._utils import get_namespace_plugins, load_plugins
import pelican.plugins.brief as brief
print(brief.__file__)
print([p.__name__ for p in load_plugins({{"PLUGINS": ["brief"], "PLUGIN_PATHS": []}})])
"""
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True, timeout=60, cwd=tmp_path)
    file, loaded = done.stdout.splitlines()
    assert Path(file).is_relative_to(environment)
    assert loaded == "['pelican.plugins.brief']"


def test_pelican_finds_it_from_the_editable_install():
    code = """
from pelican.plugins._utils import get_namespace_plugins
print("pelican.plugins.brief" in get_namespace_plugins())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "True"
