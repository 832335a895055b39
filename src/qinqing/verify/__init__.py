"""The outsider's verifiers: `verify.py` and `page.html`, each one file that needs nothing of this project."""
