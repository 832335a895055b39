"""Long sheets in and out: written or entered by the worker, with progress, whole or not at all."""
