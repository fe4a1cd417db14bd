"""A real HTTP server on this machine that plays a model: well, slowly, brokenly, or as a liar; for tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from chapeau.ground.settings import EndpointSetting

Play = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each question to the next play of its server, the last one again and again."""

    protocol_version = "HTTP/1.1"
    server: Stage

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.question: dict[str, Any] = json.loads(body)
        self.server.asked.append(Asked(self.path, dict(self.headers.items()), self.question))
        plays = self.server.plays
        play = plays[min(len(self.server.asked), len(plays)) - 1]
        try:
            play(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, body: bytes, *, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


@dataclass
class Asked:
    """What one request held."""

    path: str
    headers: dict[str, str]
    question: dict[str, Any]

    @property
    def material(self) -> str:
        """The message with the document."""
        words: str = self.question["messages"][1]["content"]
        return words


@dataclass
class Stage(ThreadingHTTPServer):
    """The server, its plays in order, and what it was asked."""

    plays: tuple[Play, ...]
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.daemon_threads = True
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, *_: Any) -> None:
        """A client that goes away is what many of these tests are about: nothing is printed."""

    def setting(self, **parts: Any) -> EndpointSetting:
        """The endpoint as a user names it."""
        address = f"http://127.0.0.1:{self.server_address[1]}/v1"
        return EndpointSetting(**{"address": address, "model": "a-model", "timeout_s": 5, **parts})


@contextmanager
def playing(*plays: Play) -> Iterator[Stage]:
    """A server on this machine that answers with these plays until the end of the block."""
    stage = Stage(plays)
    thread = Thread(target=stage.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stage
    finally:
        stage.shutdown()
        stage.server_close()
        thread.join()


def completion(words: str | None, **parts: Any) -> bytes:
    """The body of a chat completion that holds these words."""
    message = {"role": "assistant", "content": words}
    choice = {"index": 0, "message": message, "finish_reason": "stop", **parts}
    return json.dumps({"object": "chat.completion", "model": "a-model", "choices": [choice]}).encode()


def says(words: str | None, **parts: Any) -> Play:
    """A play that answers with these words."""
    return lambda handler: handler.send(completion(words, **parts))


def fails(status: int, words: str = '{"error": {"message": "no"}}', **headers: str) -> Play:
    """A play that answers with a status."""
    return lambda handler: handler.send(words.encode(), status=status, **headers)
