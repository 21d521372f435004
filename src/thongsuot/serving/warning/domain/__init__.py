"""The estimate as pure arithmetic: hazards of steps, chance of a dossier, calibration, what was learnt."""
