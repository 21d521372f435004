"""Plumbing every app stands on: actions, events, access, files, jobs, outbox, notifications, search, imports.

Knows nothing of units, tasks or dossiers: whoever acts is an ``Actor`` (see ``access.actors``), whatever is acted on
is a pair of type and id. How the other apps use it stands in ``README.md`` beside this file.
"""
