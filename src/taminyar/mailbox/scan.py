"""Asking a ClamAV server about bytes, by its INSTREAM command.

The protocol: the command, then pieces with their length in four bytes, the highest first, then a
piece of no length; the answer is `stream: OK`, `stream: NAME FOUND` or an error (clamd(8)).
"""

import socket
import struct
from typing import Final

SECONDS: Final = 10
_PIECE: Final = 64 * 1024


class Infected(Exception):
    """The scanner knows something harmful in it."""


class Unreachable(Exception):
    """The scanner gave no answer, or none that can be understood."""


def scan(data: bytes, address: str) -> None:
    """Asks the server at `host:port`. Raises `Infected`, or `Unreachable` after ten seconds."""
    host, _colon, port = address.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS) as server:
            answer = _ask(server, data)
    except (OSError, ValueError) as error:
        raise Unreachable(str(error)) from error
    if answer.endswith("FOUND"):
        raise Infected(answer)
    if answer != "stream: OK":
        raise Unreachable(answer)


def _ask(server: socket.socket, data: bytes) -> str:
    server.sendall(b"zINSTREAM\0")
    for at in range(0, len(data), _PIECE):
        piece = data[at : at + _PIECE]
        server.sendall(struct.pack("!L", len(piece)) + piece)
    server.sendall(struct.pack("!L", 0))
    with server.makefile("rb") as answer:
        return answer.read(1000).decode(errors="replace").rstrip("\0\n")
