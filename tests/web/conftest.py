"""A room over the bundled river example, asked without a browser."""

import shutil
from importlib import resources
from pathlib import Path

import pytest

pytest.importorskip("httpx")

from starlette.testclient import TestClient

from dateline.pipeline import BuildSettings, build
from dateline.store.sqlite import SqliteStore
from dateline.web.app import make_app
from dateline.web.room import Room
from dateline.web.security import Keys

PORT = 8123


@pytest.fixture(scope="session")
def river_store(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("room") / "river.dateline"
    folder = Path(str(resources.files("dateline") / "examples" / "river"))
    with SqliteStore(path) as store:
        build([], store, BuildSettings(manifest=folder / "manifest.csv"))
    return path


@pytest.fixture
def store_path(river_store, tmp_path) -> Path:
    return Path(shutil.copy(river_store, tmp_path / "river.dateline"))


class Asked:
    """A room, its keys and clients that ask it."""

    def __init__(self, path: Path) -> None:
        self.store = SqliteStore(path, create=False)
        self.room = Room(self.store)
        self.keys = Keys("anna")
        self.app = make_app(self.room, self.keys, PORT)

    def client(self, **headers: str) -> TestClient:
        """A client without any key."""
        return TestClient(self.app, base_url=f"http://127.0.0.1:{PORT}", headers=headers, follow_redirects=False)

    def program(self) -> TestClient:
        """A program with the token that wants JSON."""
        return self.client(authorization=f"Bearer {self.keys.token}", accept="application/json")

    def browser(self) -> TestClient:
        """A browser that came in by the start address, as its own pages send."""
        client = self.client()
        assert client.get(f"/?token={self.keys.token}").status_code == 200
        client.headers.update({"origin": f"http://127.0.0.1:{PORT}", "sec-fetch-site": "same-origin", "accept": "text/html"})
        return client


@pytest.fixture
def asked(store_path):
    made = Asked(store_path)
    yield made
    made.store.close()
