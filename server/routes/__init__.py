"""Routes on their way from a text to callers: read, judged, drawn, compared, published."""
