"""The document that all exporters share: blocks of prose, tables and charts made into one body."""
