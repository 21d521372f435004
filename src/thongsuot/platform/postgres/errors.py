"""The one error of the private cluster; its text is shown to the operator as it is."""


class ClusterError(RuntimeError):
    """The private PostgreSQL could not be prepared, started or stopped; the message says why and how to mend it."""
