"""Figures of Vietnamese official text: tokens → roles → statements → ``Figure`` proposals with exact spans."""

from thongsuot.reading.figures.context import DocumentContext
from thongsuot.reading.figures.reading import read_figures
from thongsuot.reading.figures.repeats import index_code

__all__ = ["DocumentContext", "index_code", "read_figures"]
