"""A measure's text read whole or refused: title, chapters, articles and their items, with addresses and line numbers.

`read_measure(path)` takes .txt, .md, .docx and saved .html. What is wrong is said with its line, all of it at once.
"""

from qinqing.law.text.model import Article, Chapter, Item, Measure
from qinqing.law.text.read import read_measure

__all__ = ["Article", "Chapter", "Item", "Measure", "read_measure"]
