"""What the world computes: whole-number arithmetic over a story's tables, with no story, no state and no file in sight.

A rate, a ratio or a share is an exact fraction and is rounded, half up, where it is shown; whether a test is passed is
decided on the fraction.
"""
