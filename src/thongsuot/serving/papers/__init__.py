"""The papers of one stop: seven forms of TT 03/2025/TT-VPCP, six of TT 01/2018 before, numbers and logbook."""
