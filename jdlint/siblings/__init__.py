"""What rules across files look for, one module each with `hits(corpus, rule)`: loaded when there is a corpus to look at."""
