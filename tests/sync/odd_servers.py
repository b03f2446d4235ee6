"""Servers that answer a registry's client with anything, byte by byte."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Answer = Callable[[socket.socket], None]


@contextmanager
def answering(answer: Answer) -> Iterator[str]:
    """The address of a server that gives every connection this answer, once it said something."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, answer), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


def saying(head: str, body: bytes = b"") -> Answer:
    """An answer with a status line and headers of its own, and a body."""

    def answer(connection: socket.socket) -> None:
        text = f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        connection.sendall(text.encode() + body)

    return answer


def endless(connection: socket.socket) -> None:
    """A good answer that does not end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        connection.sendall(b" " * 65536)


def silent(connection: socket.socket) -> None:
    """No answer, until the other side gives up."""
    while connection.recv(65536):
        pass


def dripping(connection: socket.socket) -> None:
    """Headers, a byte at a time: each in time, all of them never."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    connection.settimeout(0.01)
    while True:
        connection.sendall(b"x")
        try:
            if not connection.recv(65536):
                return
        except TimeoutError:
            continue


def broken(connection: socket.socket) -> None:
    """Half an answer."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")


def _serve(listening: socket.socket, answer: Answer) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection:
            _converse(connection, answer)


def _converse(connection: socket.socket, answer: Answer) -> None:
    try:
        connection.recv(65536)
        answer(connection)
        connection.shutdown(socket.SHUT_WR)
        silent(connection)
    except OSError:
        return
