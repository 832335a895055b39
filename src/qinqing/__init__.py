"""亲清 Qinqing: a measure on government–business relations, running."""
