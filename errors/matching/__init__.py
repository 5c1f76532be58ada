"""From a paste to ranked answers. Pure Python: imports no Django; what it needs of the database comes through Index."""
