"""Import from a table in three steps: dry run with row errors, confirmation, undo for 24 hours.

An app writes an ``Importer`` and registers it; upload, mapping, errors, counts and undo are the same for all.
"""

from thongsuot.platform.imports.cells import Cells
from thongsuot.platform.imports.domain import Column, Plan, RowProblem
from thongsuot.platform.imports.importer import Importer, ImporterFamily, register, register_family

__all__ = ["Cells", "Column", "Importer", "ImporterFamily", "Plan", "RowProblem", "register", "register_family"]
