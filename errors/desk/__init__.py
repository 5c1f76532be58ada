"""The editors' pages: writing, reviewing, history, gaps, feedback, figures, files. errors.admin gives them their addresses."""
