"""The text in a screenshot or a photograph of an error."""
