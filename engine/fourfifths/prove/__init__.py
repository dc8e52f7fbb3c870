"""What can happen in a story: each scene, choice, variant and ending reachable with a witness, or proved impossible."""
