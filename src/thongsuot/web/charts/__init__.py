"""Charts drawn as SVG on the server: no script, no library, every mark a link to its claim where it has one.

Each maker takes plain values and returns a ``model.Chart``: drawing, sentence for screen readers, table. Shown with
``{% load charts %}{% chart c %}``. Why not a chart library: docs/decisions/0003-bieu-do-svg.md.
"""
