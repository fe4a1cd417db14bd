from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chapeau.dossier.pages import pages
from tests.dossier.test_undercounts import MADE, with_lists

pytestmark = pytest.mark.browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--timeout=10000",
]
#: The parent measures the dossier in a frame as wide as a phone; only the parent has a script.
FRAME = """<!doctype html><body><iframe width="{width}" height="800" style="border:0" srcdoc="{page}"></iframe><script>
onload = () => {{ const page = document.querySelector("iframe").contentDocument;
document.title = page.documentElement.scrollWidth + " of " + page.documentElement.clientWidth + ", " + page.title; }}
</script>"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossier")
    (page,) = pages(with_lists(MADE))
    (folder / page.name).write_text("".join(page.parts), "utf-8")
    return folder / page.name


def chromium(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("No Chromium here, and in CI these tests must run: install it.")
        pytest.skip("no Chromium")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


def test_the_page_opens_without_a_complaint(dossier: Path, tmp_path: Path) -> None:
    opened = chromium(tmp_path, "--dump-dom", dossier.as_uri())
    assert 'id="matrix"' in opened.stdout
    assert "CONSOLE" not in opened.stderr, opened.stderr


def asked_for(page: Path, folder: Path) -> set[str]:
    """What a page asks for beyond its own file; what the browser asks for itself has no initiator."""
    log = folder / "net.json"
    chromium(
        folder, f"--log-net-log={log}", "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", page.as_uri()
    )
    events = [e.get("params", {}) for e in json.loads(log.read_text())["events"]]
    started = [
        e["url"] for e in events if "url" in e and e.get("initiator", "not an origin") != "not an origin"
    ]
    return {url for url in started if not url.startswith("file:")}


def test_the_dossier_asks_for_nothing(dossier: Path, tmp_path: Path) -> None:
    assert asked_for(dossier, tmp_path) == set()


def test_a_page_that_asks_for_something_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "asks.html"
    page.write_text('<!doctype html><title>asks</title><img src="http://picture.invalid/a.png">', "utf-8")
    assert asked_for(page, tmp_path) == {"http://picture.invalid/a.png"}


@pytest.mark.parametrize("width", [390, 640, 1280])
def test_no_width_needs_scrolling_sideways(dossier: Path, tmp_path: Path, width: int) -> None:
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(width=width, page=html.escape(dossier.read_text("utf-8"))), "utf-8")
    shown = chromium(
        tmp_path, "--window-size=1400,900", "--virtual-time-budget=4000", "--dump-dom", frame.as_uri()
    )
    found = re.search(r"<title>(\d+) of (\d+), The valley of Sarn", shown.stdout)
    assert found is not None
    assert int(found[1]) <= int(found[2]) <= width


def test_it_prints_with_the_notice_on_every_page(dossier: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext")
    printed = tmp_path / "printed.pdf"
    chromium(tmp_path, f"--print-to-pdf={printed}", "--no-pdf-header-footer", dossier.as_uri())
    text = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, check=True
    ).stdout
    sheets = text.rstrip("\f").split("\f")
    assert len(sheets) > 3
    assert all(
        "WORKING DRAFT" in sheet and f"{i} / {len(sheets)}" in sheet
        for i, sheet in enumerate(sheets, start=1)
    )
