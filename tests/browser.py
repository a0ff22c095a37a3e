"""A real browser for tests: headless Chromium, offline, that tells which addresses a page asked for."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE, NARROW = 1280, 320


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Start the system's Chromium; one a test module is enough, each test opens its own page in it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only tests that need a browser pay for it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: "Browser", file: Path, *, width: int = WIDE, height: int = 800, dark: bool = False
) -> Iterator["Page"]:
    """Open a file as somebody opens an attachment; whatever it asks for beside itself, or throws, fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        accept_downloads=True,
    )
    context.set_default_timeout(10_000)
    page, troubles = context.new_page(), list[str]()
    page.on("pageerror", lambda error: troubles.append(f"error: {error.message}"))
    page.on("console", lambda said: troubles.append(f"{said.type}: {said.text}") if said.type == "error" else None)
    try:
        asked = _requests(context, file)
        page.goto(file.as_uri())
        yield page
        assert not troubles, troubles
        assert not asked, asked
    finally:
        context.close()


def _requests(context: "BrowserContext", file: Path) -> list[str]:
    """Gather what leaves the page; reading the file itself again, and what it makes itself, does not."""
    asked: list[str] = []
    own = (file.as_uri(), "blob:", "data:")
    context.on("request", lambda request: None if request.url.startswith(own) else asked.append(request.url))
    return asked


def fits(page: "Page") -> bool:
    """Tell whether nothing is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
