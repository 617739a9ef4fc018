"""Questions as flashcards: what stands on their two sides, and how they look.

The templates hold no words, so that they are the same in every language.
"""
