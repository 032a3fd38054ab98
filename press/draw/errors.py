"""The one way a drawing is refused."""


class Unsupported(ValueError):  # noqa: N818 - reads as a sentence: "raises Unsupported"
    """A figure asks for something the print drawing does not know; nothing was drawn in its place.

    `path` names the trace or layout attribute as Plotly documents it, for example `data[2].line.shape`.
    """

    def __init__(self, path: str, reason: str = "is not drawn in print") -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} {reason}")

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        """Both parts cross to another process; the message alone would be taken for the path."""
        return type(self), (self.path, self.reason)
