"""A program at a pseudo-terminal, as a person sits at it: waits for what it prints and for what it reads."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

PATIENCE = 20


class Terminal:
    """Runs `claims` with arguments at a terminal of so many columns; keys are sent when the program waits for them."""

    def __init__(self, *arguments, columns=100, **environment):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        variables = {**os.environ, "TERM": "xterm", "PYTHONUTF8": "1", "CLAIMS_BY": "T. Editor", **environment}
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
            if name not in environment:
                variables.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "claims", *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=variables,
            start_new_session=True,
        )
        os.close(slave)
        self.printed = ""
        self.seen = 0

    def _read(self):
        ready, _, _ = select.select([self.master], [], [], 0.05)
        if not ready:
            return self.process.poll() is None
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.printed += data.decode("utf-8", "replace")
        return bool(data)

    def _until(self, reached, wanted):
        deadline = time.monotonic() + PATIENCE
        while not reached():
            goes_on = self._read()
            if not reached() and (not goes_on or time.monotonic() > deadline):
                raise AssertionError(f"waited for {wanted}; it printed:\n{self.printed[self.seen :]}")

    def expect(self, text):
        """Wait until the program prints a text after what was seen before, and return all up to it."""
        self._until(lambda: text in self.printed[self.seen :], f"“{text}”")
        end = self.printed.index(text, self.seen) + len(text)
        shown, self.seen = self.printed[self.seen : end], end
        return shown

    def _is_raw(self):
        return not termios.tcgetattr(self.master)[3] & termios.ICANON

    def key(self, key):
        """Press one key when the program waits for one; expect what it prints then before the next one."""
        self._until(self._is_raw, "the program to read a key")
        os.write(self.master, key.encode())

    def line(self, text):
        """Type a line when the program asks for one."""
        self._until(lambda: not self._is_raw(), "the program to read a line")
        os.write(self.master, f"{text}\n".encode())

    def end(self):
        """Wait until the program ends; return its exit code and all that it printed since, without colours."""
        while self._read():
            pass
        code = self.process.wait(PATIENCE)
        os.close(self.master)
        return code, plain(self.printed[self.seen :])


def plain(text):
    """Return printed text without colours."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r", "")
