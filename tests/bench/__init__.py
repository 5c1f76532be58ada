"""make bench: the matcher beside its peers, on a million messages, and on the worst that can be pasted."""
