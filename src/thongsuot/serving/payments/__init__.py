"""Fees and duties: orders, what the bank says about them, the ledger, receipts, refunds, reconciliation (I07)."""
