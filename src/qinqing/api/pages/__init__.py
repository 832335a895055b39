"""Pages about the interface: what there is to call, and the tokens of a firm."""
