"""Cut the outlines between Hokkaido and Kamchatka out of Natural Earth, for the maps of the border since 1855.

The table `coastline_region` was made by this module from the Natural Earth 1:50m land polygons, which are in the public
domain (GeoJSON conversion at github.com/martynafford/natural-earth-geojson, commit 0b9a6ce, file
50m/physical/ne_50m_land.json, SHA-256 943ca08a...2955). With that file, or a newer one, on your disk:

    python -m four_islands.data.region ne_50m_land.json

Every point of the source is kept. The mainland is cut in two, so that the coast of Asia and Kamchatka can be told apart.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from four_islands.data.coastline import Box, Point, clip, named, rings, write

SOURCE = "natural-earth-50m-land"
BOX: Box = (139.3, 41.3, 157.6, 54.5)
# One window for everything that lies in the sea, and one for each piece of the mainland that reaches into it.
WINDOWS: dict[str, tuple[Box, dict[str, Point]]] = {
    "islands": (
        BOX,
        {
            "hokkaido": (143.0, 43.4),
            "sakhalin": (142.8, 50.5),
            "kunashiri": (145.85, 44.1),
            "etorofu": (147.9, 45.0),
            "shikotan": (146.75, 43.8),
            "suisho": (145.9, 43.44),
            "yuri": (146.06, 43.43),
            "taraku": (146.32, 43.635),
            "urup": (149.9, 45.9),
            "simushir": (151.78, 46.84),
            "rasshua": (153.03, 47.76),
            "shiashkotan": (154.1, 48.82),
            "onekotan": (154.75, 49.43),
            "paramushir": (155.6, 50.35),
            "shumshu": (156.33, 50.73),
            "atlasov": (155.57, 50.86),
        },
    ),
    "asia": ((BOX[0], 41.3, 142.5, BOX[3]), {"asia": (140.0, 51.0)}),
    "kamchatka": ((154.0, 50.95, BOX[2], BOX[3]), {"kamchatka": (156.8, 52.5)}),
}


def main(path: str) -> None:
    """Write `data/coastline_region.csv` from a Natural Earth land file."""
    collection = json.loads(Path(path).read_text(encoding="utf-8"))
    found = {
        name: ring
        for box, inside in WINDOWS.values()
        for name, ring in named((clip(ring, box) for ring in rings(collection, box)), inside).items()
    }
    wanted = {name for _, inside in WINDOWS.values() for name in inside}
    if missing := sorted(wanted - set(found)):
        raise SystemExit(f"{path} has no outline around {', '.join(missing)}: is it the 1:50m land file?")
    write("coastline_region", "land_id", found, SOURCE)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m four_islands.data.region ne_50m_land.json")
    main(sys.argv[1])
