"""What printers say of themselves: questions, answers, and the lines they go over."""
