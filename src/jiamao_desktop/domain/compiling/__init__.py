"""From the law to a model: measures in their cases become leaves, rooms and modes."""
