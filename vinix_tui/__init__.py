"""vinix-tui: a terminal inspector for phone calls on the Vinix voice platform."""

__version__ = "0.1.0"
