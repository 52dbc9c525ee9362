"""For a ticket, a shell, a file: a lookup and why it went so, as text, Markdown, JSON or CSV.

Pure: no disk, no network, no screen.
"""
