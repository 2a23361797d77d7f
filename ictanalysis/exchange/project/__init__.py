"""A whole project for a department that begins: data set, notebooks, and how to work with them."""

from ictanalysis.exchange.project.texts import Project, project

__all__ = ["Project", "project"]
