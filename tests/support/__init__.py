"""What the test run needs of the machine: a private database cluster, a browser, its own environment."""
