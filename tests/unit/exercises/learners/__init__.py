"""What learners write, a module for each chapter.

``SOLUTIONS`` has the lines of a right answer to each exercise. ``SLIPS`` has an answer, or a
tuple of them, for each known mistake; ``OTHERS`` has wrong ones that have no name, with the start
of what is said instead; ``RIGHT`` has right ones of another form. An answer is a list of changes of
the solution, each (old, new), or the lines of its own function, or the function, or the class where
one is asked. ``SCOPE`` holds the names that all lines may use.
"""
