# The two commands: `make book` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python
READY := .venv/.ready
COURSE := .venv-coursework
COURSE_READY := $(COURSE)/.ready

# Words of the user reach a recipe in the environment alone: make would expand a `$` in them, the shell would run a quote.
override NAME := $(value NAME)
override AUTHOR := $(value AUTHOR)
override REPO := $(value REPO)
override KEEP := $(value KEEP)
override FROM := $(value FROM)
override SINCE := $(value SINCE)
override SEED := $(value SEED)
export NAME AUTHOR REPO KEEP FROM SINCE SEED

.PHONY: help book fresh html pdf notebooks data test check format install lab lite colab fork readme lock clean permalinks moved torture watch bench release verify links rehearsal coursework coursework-lock grade slides

help:            ## this list
	@sed -n 's/^\([a-z-]*\): .*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

book: $(READY)   ## notebooks, HTML, PDF and EPUB under _build/
	@$(PY) -m press book

html: $(READY)   ## notebooks and HTML
	@$(PY) -m press html

pdf: $(READY)    ## notebooks, HTML and PDF
	@$(PY) -m press pdf

watch: $(READY)  ## the book in a browser while you write: what is saved is on its page in a second or two; PORT=8000
	@$(PY) -m press watch

notebooks: $(READY) ## run the notebooks whose code, data or modules have changed
	@$(PY) -m press notebooks

data: $(READY)   ## write data/datapackage.json, the codebook and the data page from data/schema/
	@$(PY) -m four_islands.data.datapackage

permalinks: html ## give new figures, claims, tables and pages an address that stays
	@$(PY) -m press permalinks

moved: $(READY)  ## published numbers that differ from the last edition, or SINCE=branch; stops at one without a reason
	@$(PY) -m press moved --since="$$SINCE"

torture: book $(COURSE_READY) ## the slow tests, from a seed: wrong cells, faults, hostile input, kills; writes book/torture.md: make torture SEED=1
	@$(PY) tests/torture.py "$${SEED:-1}"

release: $(READY) ## the book as a bundle for archives, under _build/release/, checked
	@$(PY) -m press release

verify: $(READY) ## build anew and say what differs from a published bundle: make verify FROM=folder
	@$(PY) -m press verify "$${FROM:-.}"

bench: $(READY)  ## what the commands cost, beside stock Jupyter Book; writes book/speed.md (20 minutes on an idle machine)
	@$(PY) -m bench.bench_build $(if $(RUNS),--runs=$(RUNS))

links: $(READY)  ## ask the addresses of all sources whether they still answer
	@$(PY) -m press.run.links

rehearsal:       ## build the site without Jupyter Book, on the current Sphinx
	@.ci/rehearsal

test: book       ## everything: lint, types, data, unit tests, notebooks, built book
	@$(MAKE) --no-print-directory check
	@$(PY) -m pytest tests notebooks/*.ipynb --nbval -n auto -p no:cacheprovider --durations=5

check: $(READY)  ## the fast checks: lint, format, types
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check .
	@$(BIN)/mypy --no-error-summary

fresh: $(READY)  ## stop where a committed notebook or generated file is not what its sources give; repairs nothing
	@$(PY) -m press check
	@$(PY) -m four_islands.data.datapackage --check

format: $(READY) ## put the code in the house format
	@$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .

install: $(READY) ## make the environment in .venv and nothing else

lab: $(READY)    ## open the book in JupyterLab, in the folder of the notebooks
	@$(BIN)/jupyter lab --LabApp.default_url=/lab/tree/notebooks --LabApp.app_settings_dir="$(CURDIR)/press/run/lab" --FileContentsManager.post_save_hook=press.run.saved.hook

lite: $(READY)   ## the edition that runs in the browser (JupyterLite), and the links to it
	@$(PY) -m press.run.lite && $(PY) -m press html

colab: $(READY)  ## write the branch `colab`: the chapters with a first cell that fetches the book
	@$(PY) -m press.run.colab

fork: $(READY)   ## make this copy your own: make fork NAME="..." AUTHOR="..." REPO="..." [KEEP=all|example|nothing]
	@$(PY) -m press.fork --name="$$NAME" --author="$$AUTHOR" --repo="$$REPO" --keep="$${KEEP:-example}"

coursework: $(COURSE_READY) ## the assignments: student versions, autograders, answer keys, under _build/coursework
	@$(COURSE)/bin/python coursework/build.py

grade: $(COURSE_READY) ## mark a folder of submissions: make grade NAME=02_counting_rules FROM=folder
	@test -n "$$NAME" && test -e "$$FROM" || { echo 'Say which assignment and which folder (or ZIP from Moodle): make grade NAME=02_counting_rules FROM=folder'; exit 1; }
	@$(COURSE)/bin/python coursework/grade.py -- "$$NAME" "$$FROM"

slides: $(READY) ## every figure of every chapter as slides, to show (PDF) and to change (HTML); of one chapter: NAME=02
	@$(PY) coursework/slides.py $${NAME:+"$$NAME"}

readme: html      ## renew the picture in README.md from the book's own figure
	@cp _build/html/figures/tenure-spells.png book/_static/readme-figure.png

lock: $(READY)   ## renew requirements.lock from requirements.txt
	@$(PY) -m venv .venv/lock && .venv/lock/bin/pip install -q --upgrade uv
	@.venv/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.txt -o requirements.lock
	@rm -rf .venv/lock
	@echo "then: make install, and \`$(PY) -m bench.licences\` for the page of licences"

coursework-lock: $(READY) ## renew coursework/requirements.lock
	@$(PY) -m venv .venv/lock && .venv/lock/bin/pip install -q --upgrade uv
	@.venv/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header coursework/requirements.txt -o coursework/requirements.lock
	@rm -rf .venv/lock

clean:           ## remove what was built, keep the environment
	@rm -rf _build .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment is remade whenever the lock changes; a half-made one is never used.
$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found. Install Python 3.11 or later, or name yours: make book PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This book needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1)."; exit 1; }
	@echo "environment: installing into .venv (once, some minutes)"
	@test -x $(PY) || $(PYTHON) -m venv .venv || { echo "Could not make .venv. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The coursework has an environment of its own: Otter-Grader and the book's lock disagree over one package.
$(COURSE_READY): coursework/requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "The coursework needs Python 3.11 or later; name yours: make coursework PYTHON=/path/to/python3"; exit 1; }
	@echo "environment of the coursework: installing into $(COURSE) (once, some minutes)"
	@test -x $(COURSE)/bin/python || $(PYTHON) -m venv $(COURSE)
	@$(COURSE)/bin/pip install -q --disable-pip-version-check --require-hashes -r coursework/requirements.lock
	@touch $@
