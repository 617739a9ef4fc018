"""A self-check as a course: its own page, run and reported by a learning platform."""
