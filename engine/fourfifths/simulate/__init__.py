"""Thousands of plays by policies, and what they say of a story: the measures of the craft rubric with their bands."""
