"""What the test run needs of the machine: a private database cluster, a browser, an environment of its own."""
