"""Postings in other forms: a page, a Word document, text to paste, structured data for job search.

What is written is read from Markdown by markdown-it-py's full parser into a few kinds of parts (parts.py); each form
writes these in its own way. Comments, and so jdlint's own directives, are left out.
"""
