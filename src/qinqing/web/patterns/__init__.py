"""/patterns/: every component with its states, for whoever builds a page or wants to know how they are built."""
