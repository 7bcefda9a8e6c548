"""加贸申报: support claims for processing trade, computed and printed off line."""
