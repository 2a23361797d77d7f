"""`python -m ictanalysis` is the command line."""

from ictanalysis.cli import main

if __name__ == "__main__":
    main()
