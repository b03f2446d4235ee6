"""The socket that the registry is served on, open before anything else, so that a failure is a sentence."""

import socket

BACKLOG = 2048


class NotListening(Exception):
    """The address cannot be listened on; `args[0]` is the system's error number."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections already. Raises NotListening."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise NotListening(error.errno) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise NotListening(error.errno) from error
    return listening


def url_of(listening: socket.socket) -> str:
    """The address that kiosks join."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
