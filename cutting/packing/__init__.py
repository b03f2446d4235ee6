"""PackingSolver, where it is installed: a process of its own, since it overruns its time and can hang."""
