"""What Telegram hands a Mini App."""

import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import urlencode


def signed(token: str, at: datetime, person: int) -> str:
    """`initData` for a person, signed as Telegram's documentation says."""
    user = json.dumps({"id": person, "first_name": "甲"})
    fields = {"auth_date": str(int(at.timestamp())), "query_id": "AAF", "user": user}
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    fields["hash"] = hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest()
    return urlencode(fields)
