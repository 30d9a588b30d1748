"""Uploads to a real server in real sessions: bounded by file, session and server, and dropped with their session."""

import http.client
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dashboard.routes import uploads
from dashboard.routes.uploads import MEGABYTE, SERVER_MEGABYTES, SESSION_MEGABYTES
from tests.bench.readers import _messages_of_a_run, _open_session, _rerun

_BOUNDARY, _FILES = "synthetic", ("a", "b", "c")
_HEAD = (
    f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="t.pptx"\r\n'
    "Content-Type: application/octet-stream\r\n\r\n"
).encode()
_FOOT = f"\r\n--{_BOUNDARY}--\r\n".encode()


@contextmanager
def session(server: str) -> Iterator[str]:
    """The id of a session whose page is open; what is uploaded to it is removed at the end, for others' sake."""
    with _open_session(server) as wire:
        wire.send(_rerun())
        messages = [ForwardMsg.FromString(data) for data in _messages_of_a_run(wire)]
        (session_id,) = {
            message.new_session.initialize.session_id
            for message in messages
            if message.WhichOneof("type") == "new_session"
        }
        try:
            yield session_id
        finally:
            for file_id in _FILES:
                assert send(server, "DELETE", f"{session_id}/{file_id}")[0] == 204


def put(server: str, session_id: str, megabytes: float, *, stated: bool = True, file_id: str = "a") -> tuple[int, str]:
    """Status and text of the answer to an upload of that size."""
    content = _HEAD + bytes(int(megabytes * MEGABYTE)) + _FOOT
    return send(server, "PUT", f"{session_id}/{file_id}", content if stated else iter([content]))


def send(server: str, method: str, file: str, body: bytes | Iterator[bytes] | None = None) -> tuple[int, str]:
    """Status and text of the answer; 0 where the server closed the connection as it would read no more."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)
    connection.request("GET", "/_stcore/health")
    answer = connection.getresponse()
    answer.read()
    cookie = re.search(r"_streamlit_xsrf=([^;]+)", answer.headers.get("Set-Cookie", ""))
    assert cookie
    headers = {
        "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
        "Cookie": f"_streamlit_xsrf={cookie[1]}",
        "X-Xsrftoken": cookie[1],
    }
    with suppress(BrokenPipeError, ConnectionResetError):  # refused before all of it was sent
        connection.request(
            method, f"/_stcore/upload_file/{file}", body, headers, encode_chunked=not isinstance(body, bytes | None)
        )
    try:
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (ConnectionError, http.client.HTTPException):
        return 0, "closed"
    finally:
        connection.close()


def test_an_upload_that_no_page_asked_for_is_refused(server: str) -> None:
    assert put(server, "invented", 0.1)[0] == 400
    with session(server) as ended:
        assert put(server, ended, 0.1)[0] == 204
        status, text = put(server, ended, 0.1, stated=False)
        assert (status, "Content-Length" in text) == (411, True)
        assert put(server, ended, 27)[0] in (413, 0)
    assert put(server, ended, 0.1)[0] == 400


def test_uploads_of_a_session_and_of_all_are_bounded(server: str) -> None:
    with ExitStack() as stack:
        pages = [stack.enter_context(session(server)) for _ in range(SERVER_MEGABYTES // 40 + 1)]
        assert [put(server, pages[0], 20, file_id=file_id)[0] for file_id in _FILES[:2]] == [204, 204]
        status, text = put(server, pages[0], SESSION_MEGABYTES - 39, file_id=_FILES[2])
        assert (status, "in this session" in text) == (413, True)
        uploads_to_come = [(page, file_id) for page in pages[1:] for file_id in _FILES[:2]]
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda one: put(server, one[0], 20, file_id=one[1]), uploads_to_come))
        statuses = Counter(status for status, _text in answers)
        assert set(statuses) == {204, 507}, statuses
        assert SERVER_MEGABYTES - 60 <= 40 + 20 * statuses[204] <= SERVER_MEGABYTES
    with session(server) as page:
        assert put(server, page, 20)[0] == 204


def test_files_of_ended_sessions_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    class Sessions:
        def get_session_info(self, session_id: str) -> object | None:
            return self if session_id == "open" else None

    class Runtime:
        uploaded_file_mgr = MemoryUploadedFileManager("/_stcore/upload_file")
        _session_mgr = Sessions()

    monkeypatch.setattr(uploads, "_runtime", lambda: Runtime)
    for name in ("open", "ended"):
        Runtime.uploaded_file_mgr.add_file(name, UploadedFileRec("1", "t.pptx", "", b"content"))
    uploads.drop_leftovers()
    assert uploads.kept_files() == {"open": [b"content"]}
