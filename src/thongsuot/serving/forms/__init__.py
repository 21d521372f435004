"""Forms as data: fields, pages and conditions in a small closed language; rendered and validated on the server."""
