"""Who stands on the other side: identity proved by a provider (VNeID; here its simulator), and what is theirs."""
