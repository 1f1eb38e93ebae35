"""What holds for every test."""

from hypothesis import settings

# No test says how long something takes: machines and their load differ.
settings.register_profile("project", deadline=None)
settings.load_profile("project")
