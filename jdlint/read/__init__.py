"""Readers: one for each format, each makes the blocks that a person sees of a source."""
