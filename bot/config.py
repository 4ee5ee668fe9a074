"""Settings: `config.yaml` and the environment."""

from datetime import UTC, tzinfo
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from bot.authoring.problem import Faulty, Problem
from bot.document import examine
from bot.language.vocabulary import Written

FILE = "config.yaml"
#: The folder beside the settings for what is kept from one start to the next.
KEPT = "var"
#: The folder the product is installed from: its dialogues and rubrics are used where a config names none.
HOME = Path(__file__).parent.parent


#: Where a firm is that doesn't say so, by the language of its settings.
HOMES = {"zh": "Asia/Shanghai", "en": "Europe/London"}


class Speaking(Written):
    """How long the customer pauses between parts: seconds per ten characters."""

    pause: Annotated[float, Field(ge=0, le=10)] = 1.0


class Engine(Written):
    """An engine for speech: its name or `off`, where its weights are, or where an endpoint is."""

    engine: str = "off"
    model: str = ""
    url: str = ""
    voice: str = ""


class Hearing(Written):
    """Voice notes: the longest (seconds) and biggest (MB) there may be, and what writes and reads them."""

    seconds: Annotated[float, Field(ge=5, le=600)] = 120.0
    megabytes: Annotated[float, Field(ge=0.1, le=20)] = 10.0
    transcriber: Engine = Engine()
    speaker: Engine = Engine()


class Web(Written):
    """The pages: where they are served, the address people reach them at (empty: this machine's), and the
    name of the bot in Telegram, for the links of invitations (empty: they show the code alone)."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    url: str = ""
    bot: Annotated[str, Field(pattern=r"^@?[A-Za-z0-9_]{0,64}$")] = ""


class RecordStore(Written):
    """A learning record store (xAPI): where its statements stand, the key to it (the secret is in the
    environment, PEILIAN_LRS_SECRET), and the address under which our ids stand."""

    url: str = ""
    key: str = ""
    home: str = "https://peilian.invalid"


def flat(value: Any) -> Any:
    """What an offer says of itself under dotted names: `event: {product: …}` becomes `event.product: …`."""
    if not isinstance(value, dict):
        return value
    nested = {key: inner for key, inner in value.items() if isinstance(inner, dict)}
    dotted = {f"{key}.{name}": text for key, inner in nested.items() for name, text in inner.items()}
    return {**{key: text for key, text in value.items() if key not in nested}, **dotted}


#: The firm and what it offers: text by name, of a single offer by its dotted name.
Company = Annotated[dict[str, str], BeforeValidator(flat)]


def known(zone: str) -> str:
    """A time zone that this computer knows; where it knows none at all, whatever is written."""
    try:
        return ZoneInfo(zone).key if zone else zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if available_timezones():
            raise PydanticCustomError("zone_unknown", "unknown time zone") from None
        return zone


class Settings(Written):
    """All settings; each has a default."""

    language: Literal["zh", "en"] = "zh"
    zone: Annotated[str, AfterValidator(known)] = ""
    dialogues: str = "dialogues"
    rubrics: str = "rubrics"
    database: str = "var/peilian.db"
    company: dict[Literal["zh", "en"], Company] = {}
    telegram: Speaking = Speaking()
    terminal: Speaking = Speaking(pause=0.6)
    voice: Hearing = Hearing()
    web: Web = Web()
    templates: str = ""
    lrs: RecordStore = RecordStore()
    folder: Path = HOME

    def path(self, name: str) -> Path:
        """A folder of the settings, relative to the file they came from."""
        return self.folder / name

    @property
    def timezone(self) -> tzinfo:
        """Where the firm is: its times, days and weeks on pages, in reports and in reminders."""
        try:
            return ZoneInfo(self.zone or HOMES[self.language])
        except (ZoneInfoNotFoundError, OSError):
            return UTC

    @property
    def kept(self) -> Path:
        """Where a start leaves for the next one what needn't be read or worked out again."""
        return self.folder / KEPT

    @property
    def own_templates(self) -> Path | None:
        """The firm's own templates, if it has any."""
        return self.path(self.templates) if self.templates else None

    @property
    def url(self) -> str:
        """The database as SQLAlchemy names it."""
        if "://" in self.database:
            return self.database
        return f"sqlite:///{(self.folder / self.database).resolve()}"


def load_settings(path: Path | None = None) -> Settings:
    """The settings of a file, or of `config.yaml` here or where the product lives; raises `Faulty`."""
    found = path or next((p for p in (Path(FILE), HOME / FILE) if p.is_file()), None)
    if found is None:
        return Settings()
    if not found.is_file():
        raise Faulty([Problem("config-missing", file=str(found))])
    document = examine(found)
    settings = document.as_model(Settings) if document.data is not None else Settings()
    place = {"folder": found.resolve().parent, "zone": settings.zone or HOMES[settings.language]}
    return settings.model_copy(update=place)
