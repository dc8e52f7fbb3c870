"""The few widgets there are: lines that scroll, a list to choose from, the meters, the line of keys."""
