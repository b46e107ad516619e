"""The gateway on its own, with phones without a browser, and in front of a real one."""
