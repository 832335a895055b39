"""An application in words and pictures, ready for a page of either face: asked with a case, answers nothing else."""
