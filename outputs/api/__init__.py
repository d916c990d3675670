"""The store for other programs: HTTP and JSON, described by OpenAPI, read page by page or as one stream."""
