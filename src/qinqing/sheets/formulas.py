"""What office programs run instead of showing it."""

# A cell that begins like this is taken for a formula; programs for Chinese take the wide signs too.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
