"""Facts at the size of a nation: made-up dossiers, a packed layout to count them again, a cube to answer."""
