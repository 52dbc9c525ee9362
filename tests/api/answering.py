"""A server on loopback that knows one answer, with TLS by a certificate of its own or without."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

CERTIFICATE = Path(__file__).with_name("self_signed.pem")
"""For localhost and 127.0.0.1, from 2020 to 2120, signed by itself, with its key."""
ISSUER = "Example Inspection, localhost"


def http(status: str, body: bytes = b"", **headers: str) -> bytes:
    """A whole reply."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def answering(reply: bytes, *, tls: bool = False) -> Iterator[int]:
    """Answers each request so for as long as the block lasts, b"" never; gives its port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    held: list[socket.socket] = []  # those that never get an answer

    def serve(connection: socket.socket) -> None:
        with suppress(OSError):
            spoken = context.wrap_socket(connection, server_side=True) if tls else connection
            with spoken:
                if not spoken.recv(65_536):  # somebody only looked whether the port is open
                    return
                if reply:
                    spoken.sendall(reply)
                else:
                    held.append(spoken.dup())

    def accept() -> None:
        with suppress(OSError):
            while True:
                serve(listener.accept()[0])

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=accept)
        thread.start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            listener.shutdown(socket.SHUT_RDWR)  # which ends accept()
            thread.join()
            for connection in held:
                connection.close()
