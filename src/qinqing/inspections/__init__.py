"""Inspections: so far the draws of whom to visit, step by step in the log (`qinqing draw … --log`)."""
