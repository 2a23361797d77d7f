"""What papermill loads of this package whenever it is imported itself; see `engine`."""

from __future__ import annotations

from typing import Any


class Engine:
    """The engine `ictanalysis`; papermill has to be imported before its classes can be derived."""

    @classmethod
    def execute_notebook(cls, *arguments: Any, **options: Any) -> Any:
        """Return the notebook that was executed, as papermill's own engines do."""
        from ictanalysis.pipeline import engine

        return engine.Engine.execute_notebook(*arguments, **options)

    @classmethod
    def nb_kernel_name(cls, *arguments: Any) -> Any:
        """Return the name of a notebook's kernel."""
        from ictanalysis.pipeline import engine

        return engine.Engine.nb_kernel_name(*arguments)

    @classmethod
    def nb_language(cls, *arguments: Any) -> Any:
        """Return the language of a notebook."""
        from ictanalysis.pipeline import engine

        return engine.Engine.nb_language(*arguments)
