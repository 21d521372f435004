"""Sample dossiers of ``make run``, labelled «Dữ liệu minh họa»."""
