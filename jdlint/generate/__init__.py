"""The generator: templates and answers in, postings out, which can take over a newer template later.

templates    finds templates, reads their front matter, merges their questions along the inheritance
questions    what a template asks: checks answers, and says of all that are missing or wrong what is asked
rendering    a template with answers as text, by block
postings     a new posting: front matter from data, body from the template, and the record of how it was made
"""
