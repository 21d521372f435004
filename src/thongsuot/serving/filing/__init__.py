"""Online filing, public tracking, rating: what a citizen does by himself, without log-in and without JavaScript."""
