"""The command line: which commands there are, and what wrong use gives."""

from importlib import import_module

import pytest

from pelican.plugins.brief import cli


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_can_be_run(name):
    assert callable(import_module(f"pelican.plugins.brief.{cli.COMMANDS[name][0]}").run)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main([name, "--help"])
    assert stopped.value.code == 0
    assert f"pelican-brief {name}" in capsys.readouterr().out


def test_wrong_use_names_the_commands(capsys):
    assert cli.main(["chekc"]) == 2
    error = capsys.readouterr().err
    assert "no command 'chekc'" in error
    assert all(name in error for name in cli.COMMANDS)


def test_help_is_no_error(capsys):
    assert cli.main(["--help"]) == 0
    assert "usage: pelican-brief" in capsys.readouterr().out
