"""Japan, Russia and the peace that was never signed: the data, the measures and the charts of the book."""

import sys
from importlib.util import find_spec

_NEEDED = ("lifelines", "matplotlib", "pandas", "plotly", "statsmodels", "yaml")
if _missing := [name for name in _NEEDED if find_spec(name) is None]:
    raise ModuleNotFoundError(
        f"This Python ({sys.executable}) lacks {', '.join(_missing)}, which the book needs. At the root of the book "
        "run `make lab`, or choose the kernel in its .venv; without make: `pip install -r requirements.txt`."
    )
