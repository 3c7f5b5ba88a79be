"""Security and privacy of everything but the web pages: entities and bombs, names of files, code in data, slow patterns, forgetting."""

import ast
import gc
import importlib
import io
import pkgutil
import re
import resource
import socket
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
from tests.hostile_situation import hostile

import dateline
from dateline.errors import InputError
from dateline.intake import load
from dateline.intake.watching import read_opml
from dateline.pipeline import build, forget
from dateline.publish.export import FORMATS, export
from dateline.store.memory import MemoryStore
from dateline.store.sqlite import SqliteStore

ROOT = Path(dateline.__file__).parent
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
QUADRATIC = f'<!ENTITY a "{"x" * 50_000}">'


def documents(secret: Path) -> dict[str, bytes]:
    """Hostile XML: external, parameter and file entities, growing entities, a foreign DTD, in each XML that is read."""
    entities = {
        "external": f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        "parameter": f'<!DOCTYPE r [<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;]>',
        "http": '<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:9/secret">]>',
        "dtd": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/evil.dtd">',
        "laughs": f'<!DOCTYPE r [<!ENTITY l0 "lol">{LAUGHS}<!ENTITY x "&l9;">]>',
        "quadratic": f"<!DOCTYPE r [{QUADRATIC}<!ENTITY x '{'&a;' * 1000}'>]>",
    }
    bodies = {
        "rss": "<rss version='2.0'><channel><title>t &x;</title><item><title>&x;</title><description>&x;</description></item></channel></rss>",
        "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>&x;</title><entry><title>&x;</title><content>&x;</content></entry></feed>",
        "opml": "<opml version='2.0'><body><outline xmlUrl='http://a.example/&x;'/></body></opml>",
        "nitf": "<nitf><body><body.content><p>&x;</p></body.content></body></nitf>",
        "newsml": "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><contentSet><inlineXML>&x;</inlineXML></contentSet></newsItem>",
        "html": "<html><body><article><p>&x; The minister spoke in the town on Monday about the river.</p></article></body></html>",
    }
    return {
        f"{kind}-{name}.xml": f"<?xml version='1.0'?>{head.replace('DOCTYPE r', 'DOCTYPE ' + name)}{body}".encode()
        for kind, head in entities.items()
        for name, body in bodies.items()
    }


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_no_entity_reads_a_file_or_the_network_or_grows(tmp_path, no_network):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRETWORDS", encoding="utf-8")
    found = documents(secret)
    assert len(found) == 36
    for name, raw in found.items():
        path = tmp_path / name
        path.write_bytes(raw)
        gc.collect()
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
        if "opml" in name:
            with pytest.raises(InputError):
                read_opml(raw)
        for intake in load([path]):
            for report in intake.reports:
                assert "TOPSECRET" not in report.text, name
                assert len(report.text) < 200_000, name
        assert time.perf_counter() - start < 5.0, name
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000, name  # kilobytes
        path.unlink()


def archives(secret: Path) -> dict[str, bytes]:
    """Archives that a reader of office files would open: a DOCX with entities, one that grows without end, tar members with paths."""
    external = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">{LAUGHS}]><d>&x;&l9;</d>'
    found = {}
    for name, members in {
        "entities.docx": {"word/document.xml": external.encode(), "[Content_Types].xml": external.encode()},
        "bomb.docx": {"word/document.xml": b"0" * 50_000_000},
        "paths.zip": {"../../evil.txt": b"evil", "/etc/evil.txt": b"evil", "C:\\evil.txt": b"evil"},
    }.items():
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for member, raw in members.items():
                file.writestr(member, raw)
        found[name] = packed.getvalue()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        link = tarfile.TarInfo("../link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, str(secret)
        tar.addfile(link)
    return {**found, "paths.tar.gz": packed.getvalue()}


@pytest.mark.parametrize("name", ["entities.docx", "bomb.docx", "paths.zip", "paths.tar.gz"])
def test_archives_are_refused_unread_and_stand_among_the_losses(name, tmp_path, no_network):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRETWORDS", encoding="utf-8")
    path = tmp_path / name
    path.write_bytes(archives(secret)[name])
    gc.collect()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    found = list(load([path]))
    assert time.perf_counter() - start < 1.0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes
    assert not [r for intake in found for r in intake.reports]
    assert [loss.uri.endswith(name) for intake in found for loss in intake.losses] == [True]
    assert {p.name for p in tmp_path.iterdir()} == {"secret.txt", name}


NAMES = (
    "../../evil", "/etc/evil", "C:\\evil", "..\\..\\evil", "a/../../evil", "evil\x00.txt", "e" * 300, "con", "nul.txt", ".", "..", "~/evil",
    "$(evil)", "file:///etc/evil", "\u202egnp.evil", " evil ", "evil\n", "%2e%2e%2fevil",
)  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_no_name_of_a_report_decides_where_a_file_is_written(format, tmp_path):
    import msgspec

    situation = hostile()
    rows = tuple(
        msgspec.structs.replace(r, report_id=r.report_id, uri=name, title=name, outlet=name, url=name, external_id=name)
        for r, name in zip(situation.reports, NAMES, strict=False)
    )
    folder = tmp_path / "deep" / "out"
    paths = export(msgspec.structs.replace(situation, reports=(*rows, *situation.reports[len(rows) :])), folder, format=format)
    assert all(p.parent == folder for p in paths)
    assert {p for p in tmp_path.rglob("*") if p.is_file()} == set(paths)
    assert all(re.fullmatch(r"[a-z_.-]{1,60}", p.name) for p in paths)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_an_archive_is_words_and_no_path(name, tmp_path):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "pages.warc"
    page = b"<html><body><article><p>The minister spoke in the town on Monday about the river and its boats.</p></article></body></html>"
    target = "http://a.example/" + name.replace("\x00", "").replace("\n", "")
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)

        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        writer.write_record(writer.create_warc_record(target, "response", payload=io.BytesIO(page), http_headers=headers))
    store = tmp_path / "s.dateline"
    with SqliteStore(store) as opened:
        build([path], opened)
    assert {p.name for p in tmp_path.iterdir()} <= {"pages.warc", "s.dateline", "s.dateline-wal", "s.dateline-shm"}


def test_no_code_comes_from_data():
    """No pickle, marshal, eval, exec, shell or yaml anywhere in the package."""
    wrong = []
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [a.name for a in node.names] + [getattr(node, "module", "") or ""]
                wrong += [f"{path.name}: {n}" for n in names if n.split(".")[0] in ("pickle", "marshal", "shelve", "yaml", "dill", "joblib")]
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", "")
                if called in ("eval", "exec", "compile", "__import__"):
                    wrong.append(f"{path.name}: {called}")
                for keyword in node.keywords:
                    if keyword.arg in ("shell", "allow_pickle") and getattr(keyword.value, "value", None) is True:
                        wrong.append(f"{path.name}: {keyword.arg}")
    assert not wrong


def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern that is a name of a module of the package."""
    found = {}
    for module in pkgutil.walk_packages([str(ROOT)], "dateline."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found[f"{module.name}.{name}"] = value
    return found


LONG = 50_000
ADVERSARIAL = {
    "letters": "a" * LONG,
    "capitals": "A" * LONG,
    "digits": "1" * LONG,
    "blanks": " " * LONG,
    "words": "the minister " * (LONG // 13),
    "names": "Al-Arabi bin Said " * (LONG // 18),
    "numbers": "1,000 and " * (LONG // 10),
    "quotes": '"' * LONG,
    "marks": ".,;:!?-" * (LONG // 7),
    "brackets": "([" * (LONG // 2),
}


def test_no_pattern_is_slow_on_long_adversarial_text():
    found = patterns()
    assert len(found) >= 30
    slow = []
    for name, pattern in found.items():
        for kind, text in ADVERSARIAL.items():
            start = time.process_time()
            for _ in pattern.finditer(text + "\n!"):
                pass
            if (spent := time.process_time() - start) > 0.2:
                slow.append(f"{name} on {kind}: {spent:.2f} s")
    assert not slow


WORDS = "Colonel Zebulon Quarrington said on Monday that Fort Marrowby had been shelled and that eleven of its men were killed."


def reports(tmp_path: Path) -> list[Path]:
    (tmp_path / "secret.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "other.txt").write_text("The prime minister met union leaders in Lisbon on Tuesday, his office said.", encoding="utf-8")
    return [tmp_path / "secret.txt", tmp_path / "other.txt"]


@pytest.mark.parametrize("kind", [SqliteStore, MemoryStore])
def test_a_forgotten_report_leaves_no_words_behind(kind, tmp_path):
    path = tmp_path / "s.dateline"
    store = kind(path)
    build(reports(tmp_path), store)
    [gone] = [r.report_id for r in store.reports() if "Quarrington" in r.text]
    forget(store, [gone])
    situation = store.load_situation()
    assert len(situation.reports) == 1 and "Quarrington" not in repr(situation)
    assert store.search("Quarrington") == () and len(store.search("union leaders")) == 1
    store.close()
    if kind is SqliteStore:
        for file in tmp_path.glob("s.dateline*"):
            for word in (b"Quarrington", b"Marrowby", b"quarrington", b"marrowby"):
                assert word not in file.read_bytes(), (file.name, word)


def test_what_is_not_there_cannot_be_forgotten(tmp_path):
    with SqliteStore(tmp_path / "s.dateline") as store:
        build(reports(tmp_path), store)
        with pytest.raises(InputError, match="there is no report r_nothing"):
            forget(store, [next(store.reports()).report_id, "r_nothing"])
        assert len(list(store.reports())) == 2


def test_building_opens_no_connection_and_logs_no_words(tmp_path, no_network, caplog, capfd):
    store = MemoryStore()
    build(reports(tmp_path), store)
    assert len(store.load_situation().reports) == 2
    said = caplog.text + "".join(capfd.readouterr())
    assert "Quarrington" not in said and "Lisbon" not in said
