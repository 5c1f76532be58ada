"""Static files with hashed names, also where one script imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """An import must lead to the hashed file: the plain name would be the version of another day in somebody's cache."""

    support_js_module_import_aggregation = True
