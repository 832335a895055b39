"""A second tree over the log's entries, by SM3 and SM2: followed, shown, examined. See the README."""
