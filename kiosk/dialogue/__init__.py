"""State and scan → state and wish. Pure: codes were looked up before, wishes are carried out after."""
