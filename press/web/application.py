"""Sphinx as Jupyter Book sets it up: for one build in a process of its own, or kept while a book is written."""

from __future__ import annotations

import gc
import os
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import yaml
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.cmd.build import handle_exception
from sphinx.environment import CONFIG_OK
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_external_toc.collectors import TocTreeCollectorWithStyles


class Application:
    """The Sphinx of a book, with warnings as errors; called, it builds what is out of date and returns its complaints."""

    def __init__(self, root: Path, work: Path) -> None:
        chosen = {"external_toc_path": "_toc.yml", "nitpicky": True, "latex_individualpages": False}
        config, _ = get_final_config(user_yaml=root / "_config.yml", cli_config=chosen, sourcedir=root)
        self.said = StringIO()
        gc.set_threshold(
            10_000, 20, 10
        )  # millions of nodes live as long as their page; to look through them costs a fifth
        self.app = Sphinx(
            srcdir=root,
            confdir=None,
            outdir=work / "_build" / "html",
            doctreedir=work / "_build" / ".doctrees",
            buildername="html",
            confoverrides=config,
            status=None,
            warning=self.said,
            warningiserror=True,
            keep_going=True,
        )
        if "numbered: true" in yaml.dump(self.app.config.external_site_map.as_json()):
            self.app.setup_extension("sphinx_multitoc_numbering")  # as Jupyter Book decides it

    def __call__(self) -> str:
        """Build; empty where nothing is wrong."""
        self.said.seek(0)
        self.said.truncate()
        self.app._warncount = self.app.statuscode = 0
        for listener in self.app.events.listeners["env-get-updated"]:
            if isinstance(own := getattr(listener.handler, "__self__", None), TocTreeCollectorWithStyles):
                vars(own).update(
                    {name: 0 for name in vars(own) if name.endswith("_count")}
                )  # else it counts on
        try:
            self.app.build()
        except Exception as error:  # of whatever extension: the reader is told as Sphinx tells it
            quiet = SimpleNamespace(pdb=False, verbosity=0, traceback=False)
            handle_exception(self.app, quiet, error, self.said)  # type: ignore[arg-type]
            return self.said.getvalue()
        self.app.env.config_status = CONFIG_OK  # else a new configuration has all pages read each time
        return self.said.getvalue() if self.app.statuscode else ""


def main() -> int:
    """Build the book in the folders that are named."""
    root, work = map(Path, sys.argv[1:])
    os.chdir(root)
    with patch_docutils(), docutils_namespace():
        complaints = Application(root, work)()
    print(complaints)
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
