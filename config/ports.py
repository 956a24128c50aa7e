"""Ports of this machine."""

from __future__ import annotations

import socket

from .children import CannotStart

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def check_port(port: str) -> None:
    """Raises CannotStart where the port cannot be listened on."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise CannotStart(f"PORT={port} is no port: choose a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does
        try:
            probe.bind((HOST, int(port)))
        except OSError as error:
            raise CannotStart(
                f"Port {port} cannot be used ({error.strerror}): choose another one with PORT=."
            ) from None
