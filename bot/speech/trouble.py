"""What keeps an engine from working, told so that somebody can put it right."""


class SpeechError(Exception):
    """An engine can't do its work; `key` names the message, `details` fill it in."""

    def __init__(self, key: str, **details: str) -> None:
        self.key, self.details = key, details
        super().__init__(key)
