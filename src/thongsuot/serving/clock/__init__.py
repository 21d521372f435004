"""The date a dossier is due: a pure function of what happened, the rules of that day and a dated calendar."""
