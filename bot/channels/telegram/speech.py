"""Something that is to be said in a chat."""

from dataclasses import dataclass

from bot.channels.telegram.messages import Message


@dataclass(slots=True)
class Speech:
    """A line in parts, what comes before it and what follows it; `outgoing` is its number in the outbox.

    `open` means the trainee may cut in: the call goes on after it. `brisk`: without pauses. `aloud` is the
    line spoken, which is sent when all of it was said.
    """

    outgoing: int
    parts: tuple[Message, ...] = ()
    after: tuple[Message, ...] = ()
    before: tuple[Message, ...] = ()
    aloud: Message | None = None
    open: bool = True
    brisk: bool = False
    said: int = 0
    shown: int = 0
    begun: int = 0
    done: bool = False

    @property
    def unfinished(self) -> bool:
        """Whether parts of the line have not been said."""
        return self.said < len(self.parts)
