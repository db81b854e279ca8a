"""Facts: typed things a posting states, each with its span. One module for each; `document` fills them lazily."""
