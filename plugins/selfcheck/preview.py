"""A quiz in the browser while it is being written: no book, no build, reload on save."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from selfcheck.advice import advise
from selfcheck.diagnostics import Diagnostic
from selfcheck.pages import Messages, PageWriter, all_assets
from selfcheck.pages.standalone import standalone
from selfcheck.project import Folders, ProjectReader

_WAIT = 25.0
_POLL = 0.1

# The page names the state that it was made from, so that no save is missed in between.
_RELOAD = """
const seen = new URL(document.currentScript.src).search.slice(1);
const wait = async () => {
  try {
    const state = await (await fetch(`/-changed?${seen}`)).text();
    if (state !== seen) return location.reload();
    wait();
  } catch {
    setTimeout(wait, 1000);
  }
};
wait();
"""


class Preview:
    """Shows one quiz, with what is wrong in it, at an address of this machine.

    Args:
        folders: the project.
        file: the quiz's file.
        port: 0 takes a free one.
        messages: the words that no author wrote; English if not given.
    """

    def __init__(
        self, folders: Folders, file: Path, port: int = 0, messages: Messages | None = None
    ) -> None:
        self.folders = folders
        self.file = file.resolve()
        self.messages = messages or Messages()
        self._reader = ProjectReader()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True

    @property
    def address(self) -> str:
        """Where it can be seen."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def run(self) -> None:
        """Serve until interrupted."""
        try:
            self._server.serve_forever()
        finally:
            self._server.server_close()

    def start(self) -> Callable[[], None]:
        """Serve in the background; returns how to stop."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

        def stop() -> None:
            self._server.shutdown()
            self._server.server_close()

        return stop

    def state(self) -> str:
        """Something that changes when the file does."""
        try:
            stat = self.file.stat()
        except OSError:
            return "gone"
        return f"{stat.st_mtime_ns}-{stat.st_size}"

    def wait(self, seen: str) -> str:
        """The state, as soon as it is another than the one seen; or the same after a while."""
        until = time.monotonic() + _WAIT
        while seen and self.state() == seen and time.monotonic() < until:
            time.sleep(_POLL)
        return self.state()

    def page(self) -> str:
        """The page as HTML: what is wrong, and the self-check if it can be shown."""
        state = self.state()  # before reading: what is saved meanwhile shows at the next look
        project = self._reader.read(self.folders)
        shown = self.folders.shown(self.file)
        entry = next((each for each in project.bank if each.file.resolve() == self.file), None)
        problems = [each for each in project.diagnostics if each.path == shown]
        if entry:
            problems += advise(project.bank, only=entry.name)
        # What can be shown is shown: a chapter or a reference may still be missing.
        if entry is None or any(each.code == "unknown-figure" for each in problems):
            return standalone("Preview", _report(problems), scripts=[f"-reload.js?{state}"])
        writer = PageWriter(
            project, folder="", messages=self.messages, page_language=self.messages.language
        )
        page = writer.self_check(entry)
        body = _report(problems) + page.html
        return standalone(page.title, body, scripts=[f"-reload.js?{state}"], messages=self.messages)


def _report(problems: list[Diagnostic]) -> str:
    if not problems:
        return ""
    items = "".join(
        f"<li><strong>Line {each.line}, {escape(each.severity)}:</strong> {escape(each.message)}"
        f" <em>{escape(each.hint)}</em> <code>{escape(each.code)}</code></li>"
        for each in sorted(problems, key=lambda each: each.order)
    )
    head = '<section class="preview-report" lang="en" dir="ltr"><h2>To mend</h2>'
    return f"{head}<ul>{items}</ul></section>"


def _handler(preview: Preview) -> type[BaseHTTPRequestHandler]:
    assets = {f"/{asset.address}": asset.content for asset in all_assets(preview.messages)}
    assets["/-reload.js"] = _RELOAD

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if address.path == "/":
                self._send(preview.page(), "text/html")
            elif address.path == "/-changed":
                self._send(preview.wait(address.query), "text/plain")
            elif address.path in assets:
                kind = "text/css" if address.path.endswith(".css") else "text/javascript"
                self._send(assets[address.path], kind)
            else:
                self.send_error(404)

        def _send(self, text: str, kind: str) -> None:
            raw = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(raw)))
            self.send_header("Cache-Control", "no-store")
            with suppress(ConnectionError):  # the author has closed the page
                self.end_headers()
                self.wfile.write(raw)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing: the author's terminal is for what is wrong."""

    return Handler
