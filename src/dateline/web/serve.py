"""Running the room: one server on the loopback address, until it is stopped."""

import logging
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from dateline.errors import InputError
from dateline.store.sqlite import SqliteStore
from dateline.web.app import make_app
from dateline.web.room import Room
from dateline.web.security import Keys

ADDRESS = "127.0.0.1"
MANY_EVENTS = 20_000
"""From so many on the index takes longer than a few seconds (about 16 for 100,000)."""


def serve(path: Path, *, port: int = 0, reviewer: str = "", browser: bool = True, say: Callable[[str], None] = print) -> None:
    """Serves the room over the store at `path` until it is interrupted.

    Args:
        path: a store that `dateline build` wrote.
        port: of 127.0.0.1; 0 takes a free one.
        reviewer: the name that judgements carry; by default that of the account.
        browser: opens the start address in the browser.
        say: gets the start address (it holds the key).

    Raises:
        StoreError: the store cannot be opened.
        InputError: the port is taken.
    """
    with SqliteStore(path, create=False) as store:
        events = store.page("events", 0, 0)[1]
        if events > MANY_EVENTS:
            say(f"Making the index of {events:,} events; this takes a moment …")
        room = Room(store)
        listener = _listen(port)
        with listener:
            own = listener.getsockname()[1]
            keys = Keys(reviewer or _account())
            address = f"http://{ADDRESS}:{own}/?token={keys.token}"
            logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
            settings = uvicorn.Config(
                make_app(room, keys, own), lifespan="off", access_log=False, log_level="warning", server_header=False, date_header=False,
                proxy_headers=False, timeout_keep_alive=30,
            )  # fmt: skip
            say(f"The review room of {path.name} is open (for this machine only, until Ctrl+C):\n{address}")
            if browser:
                webbrowser.open(address)
            uvicorn.Server(settings).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise InputError(f"port {port} of {ADDRESS} cannot be used ({error}); choose another --port, or none for any free one") from error
    listener.listen(64)
    return listener


def _account() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "reviewer"
