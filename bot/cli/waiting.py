"""How far a long piece of work is: a bar in a terminal, elsewhere a line now and then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

#: Where nobody can draw a bar, so many lines tell how far it is.
LINES = 20
#: Hears how many of how many are done.
Told = Callable[[int, int], None]


@contextmanager
def waiting(doing: str, line: Callable[[int, int], str], screen: Console | None = None) -> Iterator[Told]:
    """While this lasts, people see what is being done, from the first moment; `line` says how far it is."""
    screen = screen or Console(stderr=True)
    if screen.is_terminal:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        with Progress(*columns, console=screen, transient=True) as bar:
            task = bar.add_task(doing, total=None)
            yield lambda done, of: bar.update(task, completed=done, total=of)
    else:
        screen.print(doing, soft_wrap=True)
        yield now_and_then(lambda done, of: screen.print(line(done, of), soft_wrap=True))


def now_and_then(tell: Told) -> Told:
    """Passes on what is heard once in a while: twenty times in all, the last one at the end."""
    passed = 0

    def hear(done: int, of: int) -> None:
        nonlocal passed
        step = done * LINES // of if of else 0
        if step > passed:
            passed = step
            tell(done, of)

    return hear
