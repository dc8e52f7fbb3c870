"""What the world computes: whole-number arithmetic over a story's tables, with no story, no state and no file in sight.

A rate, a ratio or a share is a whole number of ten-thousandths, rounded half up; whether a test is passed is decided on
the exact fraction, never on the rounded one.
"""
