"""For a ticket, a shell, a file: a lookup as text or JSON. Pure: no disk, no network, no screen."""
