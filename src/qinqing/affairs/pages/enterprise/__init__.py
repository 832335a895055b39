"""What a firm does here: apply, follow, answer, rate, say what could not be done. Pages only translate."""
