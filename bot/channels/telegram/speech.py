"""Something that is to be said in a chat."""

from dataclasses import dataclass

from bot.channels.telegram.messages import Message


@dataclass(slots=True)
class Speech:
    """A line in parts and what follows it; `outgoing` is its number in the outbox.

    `open` means the trainee may cut in: the call goes on after it. `brisk`: without pauses.
    """

    outgoing: int
    parts: tuple[Message, ...] = ()
    after: tuple[Message, ...] = ()
    open: bool = True
    brisk: bool = False
    said: int = 0
    shown: int = 0
    done: bool = False

    @property
    def unfinished(self) -> bool:
        """Whether parts of the line have not been said."""
        return self.said < len(self.parts)
