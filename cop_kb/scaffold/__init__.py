"""New knowledge bases, communities and documents. Nothing here overwrites a file or knows a terminal."""
