"""Tests of the ledger, on real files and a real PostgreSQL."""
