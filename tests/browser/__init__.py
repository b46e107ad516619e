"""The pages in a real Chromium, on the whole house, with real callers. What is heard is measured at both ends."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
on_a_page = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="package"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed"),
]
