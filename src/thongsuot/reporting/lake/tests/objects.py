"""An object store as a lake knows it: objects appear whole when their stream closes, and none is ever renamed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.fs as pafs


class Objects(pafs.FileSystemHandler):
    """``puts``: every object written, in order."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, datetime]] = {}
        self.puts: list[str] = []

    def get_type_name(self) -> str:
        return "objects"

    def normalize_path(self, path: str) -> str:
        return path

    def get_file_info(self, paths: list[str]) -> list[Any]:
        return [self._info(path) for path in paths]

    def get_file_info_selector(self, selector: Any) -> list[Any]:
        return [self._info(path) for path in sorted(self.kept) if path.startswith(f"{selector.base_dir}/")]

    def open_input_file(self, path: str) -> Any:
        if path not in self.kept:
            raise FileNotFoundError(path)
        return pa.PythonFile(pa.BufferReader(self.kept[path][0]), mode="r")

    open_input_stream = open_input_file

    def open_output_stream(self, path: str, metadata: Any) -> Any:
        return pa.PythonFile(_Put(self, path), mode="w")

    def delete_file(self, path: str) -> None:
        del self.kept[path]

    def _info(self, path: str) -> Any:
        if path not in self.kept:
            return pafs.FileInfo(path, pafs.FileType.NotFound)
        data, moment = self.kept[path]
        return pafs.FileInfo(path, pafs.FileType.File, size=len(data), mtime=moment)

    def _refuse(self, *_asked: Any) -> Any:
        raise NotImplementedError("an object store cannot do this")

    move = copy_file = open_append_stream = create_dir = delete_dir = delete_dir_contents = _refuse
    delete_root_dir_contents = _refuse


class _Put:
    """What is being sent; there for others only once it is closed."""

    def __init__(self, objects: Objects, path: str) -> None:
        self.objects, self.path, self.parts, self.closed = objects, path, [], False

    def write(self, data: Any) -> int:
        self.parts.append(bytes(data))
        return len(self.parts[-1])

    def flush(self) -> None:
        """Sent when closed, not before."""

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self.objects.kept[self.path] = (b"".join(self.parts), datetime.now(UTC))
            self.objects.puts.append(self.path)
