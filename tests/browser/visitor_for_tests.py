"""What somebody does on the page: choose or drop files, paste, and read the answer."""

from pathlib import Path

from playwright.sync_api import FilePayload, Page

_DROP_STEPS = ("dragEnter", "dragOver", "drop")


def as_chosen(name: str, content: bytes) -> FilePayload:
    """Return a file as a person chooses it; a browser guesses its type by its name."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def choose(page: Page, *files: FilePayload) -> None:
    """Choose files and press the button."""
    page.set_input_files("#file", list(files))
    with page.expect_navigation():
        page.click("#submit")


def drop(page: Page, *files: Path, onto: str = "#drop") -> None:
    """Drag files from a folder onto the page, as a person does with a mouse."""
    box = page.locator(onto).bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    with page.expect_navigation():
        for step in _DROP_STEPS:
            session.send("Input.dispatchDragEvent", {"type": step, **at, "data": data})
    session.detach()


def paste(page: Page, text: str) -> None:
    """Paste a text or a link and press the button."""
    page.fill("#text", text)
    with page.expect_navigation():
        page.click("#submit")


def verdict(page: Page) -> str:
    """Return the name of the verdict on the page."""
    return page.get_attribute("#verdict", "data-verdict") or ""


def compare(page: Page, *, name: str = "", email: str = "") -> None:
    """Ask whether the credential is about somebody."""
    page.fill("#person-name", name)
    page.fill("#person-email", email)
    with page.expect_navigation():
        page.click("#person button")


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button, and return the name and the content of the file that comes."""
    with page.expect_download() as waiting:
        page.click(button)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def wait_until(page: Page, expression: str) -> None:
    """Wait until an expression holds on the page.

    Playwright's own way evaluates text within the page when it has to look again, which the page forbids.
    """
    for _ in range(400):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never so: {expression}")
