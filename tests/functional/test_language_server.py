"""The schemas in the real yaml-language-server: completion, hover and diagnostics on a scene file, over LSP.

Needs node and npm, and the npm registry once; without them the tests are skipped and say so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from fourfifths import bundled
from tests.functional.command import run

VERSION = "1.25.0"
SECONDS = 40
SCENE = """\
pov: luna
act: 1
scenes:
  lamp:
    text: The bulb.
    choices:
      - id: down
        label: Down.
        goto: city/sto
"""


class Server:
    """One language server on pipes: requests by number, notifications kept by method."""

    def __init__(self, folder: Path, program: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self._inbox: Queue[dict[str, Any]] = Queue()
        self._number = 0
        self._folder = folder
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self._inbox.put(json.loads(stream.read(length)))

    def send(self, method: str, params: object, *, number: int | None = None) -> None:
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        self._write(message if number is None else {**message, "id": number})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def ask(self, method: str, params: object) -> Any:
        self._number += 1
        self.send(method, params, number=self._number)
        return self.await_(lambda message: message.get("id") == self._number and "method" not in message)["result"]

    def await_(self, wanted: Any) -> dict[str, Any]:
        """The first message that is wanted; the server's own requests are answered on the way."""
        while True:
            try:
                message = self._inbox.get(timeout=SECONDS)
            except Empty:
                pytest.fail("the language server did not answer")
            if "method" in message and "id" in message:
                asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": [self.settings(item) for item in asked]})
            if wanted(message):
                return message

    def settings(self, item: dict[str, Any]) -> object:
        schemas = {str(self._folder / "schema" / "scenes.schema.json"): "story/*/*.yaml"}
        section = {
            "schemas": schemas,
            "validate": True,
            "hover": True,
            "completion": True,
            "schemaStore": {"enable": False},
        }
        return section if item.get("section") == "yaml" else None

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not installed")
    folder = tmp_path_factory.mktemp("node")
    words = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)]
    done = subprocess.run([*words, f"yaml-language-server@{VERSION}"], capture_output=True, timeout=240, check=False)
    if done.returncode:
        pytest.skip(f"npm could not install yaml-language-server: {done.stderr.decode()[-200:]}")
    return folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


@pytest.fixture(scope="module")
def server(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(bundled.story_folder(), folder / "story")
    assert run("schema", "--story", "-o", "schema", home=folder, cwd=folder).returncode == 0
    (folder / "story" / "luna" / "lamp.yaml").write_text(SCENE)
    found = Server(folder, program)
    capabilities = {"workspace": {"configuration": True}, "textDocument": {"hover": {}, "completion": {}}}
    root = folder.as_uri()
    found.ask("initialize", {"processId": os.getpid(), "rootUri": root, "capabilities": capabilities})
    found.send("initialized", {})
    found.send("workspace/didChangeConfiguration", {"settings": {"yaml": found.settings({"section": "yaml"})}})
    document = {"uri": uri(folder), "languageId": "yaml", "version": 1, "text": SCENE}
    found.send("textDocument/didOpen", {"textDocument": document})
    found.folder = folder  # type: ignore[attr-defined]
    yield found
    found.close()


def uri(folder: Path) -> str:
    return (folder / "story" / "luna" / "lamp.yaml").as_uri()


def place(server: Server, line: int, character: int) -> dict[str, Any]:
    folder: Path = server.folder  # type: ignore[attr-defined]
    return {"textDocument": {"uri": uri(folder)}, "position": {"line": line, "character": character}}


def test_a_goto_that_is_no_scene_is_marked_where_it_stands(server: Server) -> None:
    wanted = "textDocument/publishDiagnostics"
    found = server.await_(lambda message: message.get("method") == wanted and message["params"]["diagnostics"])
    [mistake] = found["params"]["diagnostics"]
    assert mistake["range"]["start"] == {"line": 8, "character": 14}
    assert "city/stock" in mistake["message"]


def test_goto_is_completed_with_the_story_s_scenes(server: Server) -> None:
    answer = server.ask("textDocument/completion", place(server, 8, 22))
    items = answer["items"] if isinstance(answer, dict) else answer
    assert "city/stock" in {item["label"] for item in items}


def test_hover_tells_what_a_key_is_for(server: Server) -> None:
    answer = server.ask("textDocument/hover", place(server, 8, 10))
    assert "The next scene; without it the player stays" in json.dumps(answer)
