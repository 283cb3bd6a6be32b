"""Figures about a knowledge base: pure functions of the model and of ``today``."""
