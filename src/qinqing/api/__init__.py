"""What every app's interface for programs needs once: tokens, errors a program can read, one description of it all."""
