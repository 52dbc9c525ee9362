"""Every trick that leans on what Textual does not promise, one file a trick (Textual 8.2).

Each has a test that fails when Textual changes; figures are bytes to a 120x36 terminal.
"""
