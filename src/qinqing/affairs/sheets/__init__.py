"""Applications as spreadsheets: lists to take away, and what came on paper entered from one."""
