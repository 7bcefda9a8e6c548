"""加贸申报: support claims for processing trade, computed and printed off line."""

__version__ = "0.1.0"
