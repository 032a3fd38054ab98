"""What the processes of the press and of its tests do not wait for."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# `lark` compiles the grammars of `rfc3987_syntax`, which `jsonschema` imports where it is installed.
AT_THE_END = "import atexit, sys; atexit.register(lambda: print([n for n in ('jsonschema', 'lark') if n in sys.modules]))"


def loaded(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"{AT_THE_END}; {code}", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]


def test_a_process_of_the_press_reads_notebooks_without_compiling_grammars() -> None:
    assert loaded("import press.run.notebooks, nbformat, jsonschema") == "['jsonschema']"


def test_jupyter_book_checks_its_configuration_without_compiling_grammars(tmp_path: Path) -> None:
    shutil.copy(ROOT / "_config.yml", tmp_path)
    code = (
        "import sys; import press.web.application as a; from pathlib import Path; file = Path(sys.argv[1]); "
    )
    read = "a.get_final_config(user_yaml=file, cli_config={'latex_individualpages': False}, sourcedir=file.parent)"
    assert loaded(code + read, str(tmp_path / "_config.yml")) == "['jsonschema']"


def test_these_tests_themselves_compile_no_grammars() -> None:
    assert "nbformat" in sys.modules  # nbval, a plugin, has imported it before any test
    assert "lark" not in sys.modules
