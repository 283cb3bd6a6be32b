"""The model of a knowledge base: compact records, views over them and lookups. No input, no output."""
