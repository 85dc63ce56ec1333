"""What :mod:`jixiao` starts for itself: a worker that converts documents for another process."""

from __future__ import annotations

import signal
import sys

from . import _jixiao


def main() -> None:
    if sys.argv[1:] != ["worker"]:
        sys.exit("python -m jixiao: only jixiao itself starts this; the command is a program of its own")
    # Ctrl-C reaches workers, too; whoever started this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _jixiao.serve()


if __name__ == "__main__":
    main()
