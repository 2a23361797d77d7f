"""Messages, errors, numbers, dates and placeholders: what every room speaks with."""
