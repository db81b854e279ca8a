"""An example of a jdlint plugin: one verb, and a pack with one rule."""
