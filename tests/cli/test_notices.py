"""Notices: sent once, to whom a file says that nobody else can read, as plain text."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from ictanalysis.cli.journal import Entry
from ictanalysis.cli.notices import Notifier, read_notice_settings
from ictanalysis.language.errors import InputError
from ictanalysis.language.locales import ENGLISH, VIETNAMESE
from tests.cli.conftest import HEADING, Inside, write_notebook
from tests.datasets import edit, write

Posts = list[dict[str, Any]]


@pytest.fixture
def posts() -> Iterator[tuple[str, Posts]]:
    """Return the address of a service, and what is posted to it."""
    received: Posts = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            received.append(json.loads(self.rfile.read(length)))
            self.send_response(500 if self.path == "/broken" else 200)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"json://127.0.0.1:{server.server_port}", received
    server.shutdown()
    server.server_close()
    thread.join()


def settings(folder: Path, *urls: str, more: str = "") -> Path:
    path = folder / "notify.yml"
    write(path, "urls:\n" + "".join(f"  - {url}\n" for url in urls) + more)
    path.chmod(0o600)
    return path


def test_a_month_is_told_once(
    inside: Inside, folder: Path, notebooks: Path, posts: tuple[str, Posts]
) -> None:
    address, received = posts
    path = settings(folder, address, more="attach: true\n")
    made = inside("run", "2021-05", "--notify", str(path))
    assert (made.exit_code, len(received)) == (0, 1), made.stderr
    told = received[0]
    assert told["title"] == "Report of 2021-05: is made"
    assert "Exit code 0\nFolder: reports/2021-05" in told["message"]
    assert [each["filename"] for each in told["attachments"]] == ["report.html"]
    assert inside("run", "2021-05", "--force", "--notify", str(path)).exit_code == 0
    assert len(received) == 1

    edit(folder / "data/2021-05/documents.csv", "outgoing,16401", "outgoing,16410")
    assert inside("run", "2021-05", "--notify", str(path)).exit_code == 1
    assert len(received) == 2
    assert received[1]["title"] == "Report of 2021-05: is a draft"
    assert "data/2021-05/documents.csv, line 3: " in received[1]["message"]


def test_what_fails_is_told_before_any_month_and_within_one(
    inside: Inside, folder: Path, posts: tuple[str, Posts]
) -> None:
    address, received = posts
    path = settings(folder, address)
    assert inside("run", "2021-09", "--notify", str(path)).exit_code == 2
    assert "there is no month 2021-09" in received[0]["message"]
    assert "Exit code 2" in received[0]["message"]
    write_notebook(folder / "notebooks/report.ipynb", HEADING, "1 / 0")
    assert inside("run", "2021-05", "--notify", str(path)).exit_code == 3
    assert "ZeroDivisionError" in received[1]["message"]


def test_a_service_that_fails_is_told_and_undoes_nothing(
    inside: Inside, folder: Path, notebooks: Path, posts: tuple[str, Posts]
) -> None:
    path = settings(folder, f"{posts[0]}/broken")
    made = inside("run", "2021-05", "--notify", str(path))
    assert made.exit_code == 0
    assert "2021-05: a notice could not be sent to some address" in made.stderr
    assert (folder / "reports/2021-05/report.html").is_file()


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = settings(tmp_path, "json://localhost")
    path.chmod(0o640)
    with pytest.raises(InputError, match="others can read it, and it holds passwords: chmod 600"):
        read_notice_settings(path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("urls: []\n", "“urls” does not have the expected form"),
        ("urls: [nonsense://secret@x]\n", "“urls”, number 1: Apprise knows no such address"),
        ("urls: [json://x]\nother: 1\n", "“other” is not a setting that exists"),
        ("", "“urls” is missing"),
    ],
)
def test_settings_that_make_no_sense_are_told(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "notify.yml"
    write(path, text)
    path.chmod(0o600)
    with pytest.raises(InputError) as error:
        Notifier(path, ENGLISH)
    assert problem in str(error.value)
    assert "secret" not in str(error.value)


def test_what_tables_say_is_text(tmp_path: Path, posts: tuple[str, Posts]) -> None:
    address, received = posts
    notifier = Notifier(settings(tmp_path, address), VIETNAMESE)
    hostile = "<script>alert(1)</script> [x](http://x) \x1b[31m @everyone"
    entry = Entry("2021-05", "draft", "", 1.0, "reports/x", [{"message": hostile}] * 30)
    assert list(notifier.tell([entry], 1)) == []
    message = received[0]["message"]
    assert "\x1b" not in message
    assert message.count("alert(1)") == 20
    assert message.endswith("còn 10 phát hiện nữa")
    assert received[0]["title"] == "Báo cáo 2021-05: là bản dự thảo"
