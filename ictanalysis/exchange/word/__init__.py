"""Word documents: opened safely, and read as paragraphs and tables."""
