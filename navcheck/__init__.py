"""Asks Nav offices how they work with Kvalifiseringsprogrammet, and lays the answers out as the county reports them."""

__version__ = "0.1.0"
