"""nbconvert exporters: an executed notebook becomes a page to read, or a document to edit or sign.

``jupyter nbconvert --to ict-html``, ``--to ict-docx`` and ``--to ict-pdf`` find the classes by
entry point. They are imported when they are asked for, because nbconvert alone takes longer to
import than most commands take to run.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
