"""PouchDB replicating to express-pouchdb, where node and npm are there: the peer of a kiosk's push."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figures
from benchmarks.relay import Relay

SCRIPT = Path(__file__).parent / "pouchdb.cjs"
PACKAGES = ("pouchdb@9.0.0", "express@4", "express-pouchdb@4.2.0")


def pouchdb(lines: Sequence[bytes]) -> Figures:
    """Documents a second and bytes on the wire a document; a sentence where there is no node."""
    if not (shutil.which("node") and shutil.which("npm")):
        return {"pouchdb": "skipped: node and npm are not on this machine"}
    with tempfile.TemporaryDirectory(prefix="benchmark-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "lines").write_bytes(b"\n".join([*lines, b""]))
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", name, *PACKAGES]
        if subprocess.run(command, check=False, capture_output=True, timeout=300).returncode:
            return {"pouchdb": "skipped: npm could not install it"}
        return _replicated(folder, len(lines))


def _replicated(folder: Path, count: int) -> Figures:
    (folder / "kept").mkdir()
    serving = _node(folder, "serve", str(folder / "kept"))
    try:
        assert serving.stdout
        with Relay(json.loads(serving.stdout.readline())["port"]) as relay:
            url = f"http://127.0.0.1:{relay.port}"
            done = json.loads(_node(folder, "push", str(folder), "lines", url).communicate(timeout=600)[0])
            wire = relay.taken()
    finally:
        serving.kill()
        serving.communicate()
    return {
        "pouchdb_rate": round(done["documents"] / done["seconds"]),
        "pouchdb_wire_bytes_an_event": round(wire.total / count, 1),
    }


def _node(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = ["node", str(SCRIPT), *arguments]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
