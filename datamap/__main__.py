"""Run the command line as `python -m datamap`."""

from datamap.cli import main

if __name__ == "__main__":
    main()
