"""IN THE BACKGROUND: what `parcours worker` does, sending messages and running scheduled work. Services do the work.

Web processes never need this room: they write rows, the worker reads them.
"""
