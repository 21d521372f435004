"""The projector: one page with everything on it, which goes on working when the network in the hall dies."""
