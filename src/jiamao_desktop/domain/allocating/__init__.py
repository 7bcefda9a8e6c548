"""The best allocation of a model: the most money, then the least paper, each with its proof."""
