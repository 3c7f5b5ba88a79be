"""A real browser on a served room: starting, keys, what was asked of the network."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


def start_browser(profile: Path):
    missing = [name for name, path in (("chromium", CHROMIUM), ("chromedriver (chromium-driver)", DRIVER)) if not path]
    if missing:
        pytest.skip(f"the browser tests need {' and '.join(missing)}: apt-get install chromium chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver", reason="the browser tests need selenium: pip install 'dateline[test]'")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for switch in (*SWITCHES, f"--user-data-dir={profile}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_page_load_timeout(30)
    return driver


def resize(browser, width: int, height: int = 844) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


class Served:
    """`dateline serve` over a store, as a user starts it."""

    def __init__(self, store: Path, reviewer: str = "anna") -> None:
        command = [sys.executable, "-m", "dateline", "serve", str(store), "--no-browser", "--as", reviewer]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.process.stdout.readline()
        self.start = self.process.stdout.readline().strip()
        self.base = self.start.partition("/?")[0]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def wait(browser, until: Callable[[], object], seconds: float = 15):
    """What `until` gives as soon as it is true."""
    from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException

    end = time.monotonic() + seconds
    while True:
        try:
            if found := until():
                return found
        except (StaleElementReferenceException, NoSuchElementException):
            pass
        assert time.monotonic() < end, f"nothing came of it on {browser.current_url}: {browser.execute_script('return document.body.innerText')[:500]}"
        time.sleep(0.05)


def press(browser, *keys: str) -> None:
    """Keys on whatever has the focus."""
    from selenium.webdriver.common.action_chains import ActionChains

    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def tab_to(browser, test: str, most: int = 250) -> None:
    """Goes on with Tab until the focused element passes a test in JavaScript (`e` is the element)."""
    from selenium.webdriver.common.keys import Keys

    for _ in range(most):
        press(browser, Keys.TAB)
        if browser.execute_script(f"const e = document.activeElement; return !!({test});"):
            return
    raise AssertionError(f"Tab never came to {test} on {browser.current_url}")


def follow(browser, name: str) -> None:
    """Follows the first link with this text, by Tab and Enter, and waits for its page."""
    from selenium.webdriver.common.keys import Keys

    browser.execute_script("document.activeElement.blur(); window.scrollTo(0, 0); window.left = true;")
    tab_to(browser, f"e.tagName === 'A' && e.textContent.trim().startsWith({json.dumps(name)})")
    press(browser, Keys.ENTER)
    wait(browser, lambda: browser.execute_script("return !window.left && document.readyState === 'complete'"))


def outside(browser, base: str) -> list[str]:
    """Addresses asked for that are not the room's own."""
    found = []
    for row in browser.get_log("performance"):
        message = json.loads(row["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return [url for url in found if url.startswith(("http", "ws", "file", "ftp")) and not url.startswith(base + "/")]
