"""The one way a drawing is refused."""


class Unsupported(ValueError):  # noqa: N818 - reads as a sentence: "raises Unsupported"
    """A figure asks for something the print drawing does not know; nothing was drawn in its place.

    `path` names the trace or layout attribute as Plotly documents it, for example `data[2].line.shape`.
    """

    def __init__(self, path: str, reason: str = "is not drawn in print") -> None:
        self.path = path
        super().__init__(f"{path} {reason}")
