"""`peilian web` where something else serves already."""

import socket

from bot.cli.web import taken


def test_a_port_in_use_is_known():
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        port = there.getsockname()[1]
        assert taken("127.0.0.1", port)
    assert not taken("127.0.0.1", port)
