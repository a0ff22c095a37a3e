"""Fills in a workbook in LibreOffice Calc, as an office does. Run by the system's own Python, which has `uno`.

The job comes as JSON on stdin: `open` and `save_as` are paths, `cells` maps addresses on the first sheet to what is
typed there, `locale` is the language that numbers and dates are typed in, `compute` holds formulas to reckon out
afterwards. What Calc says of each sheet goes to stdout.
"""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # the system's, not the environment's
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]
from com.sun.star.lang import DisposedException  # type: ignore[import-not-found]

PATIENCE = 60  # seconds
SCRATCH = "ZZ1"
SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop>
</item>
</oor:items>
"""


def main() -> None:
    job = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as profile:
        Path(profile, "user").mkdir()
        Path(profile, "user", "registrymodifications.xcu").write_text(SETTINGS.format(job["locale"]), "utf-8")
        pipe = f"navcheck{Path(profile).name}"
        where = [f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;"]
        office = subprocess.Popen(["/usr/bin/soffice", "--headless", "--norestore", "--nologo", *where])
        try:
            context = connect(pipe)
            desktop = make(context, "com.sun.star.frame.Desktop")
            json.dump(fill(desktop, make(context, "com.sun.star.frame.DispatchHelper"), job), sys.stdout)
            with contextlib.suppress(DisposedException):  # it is gone before it can say so
                desktop.terminate()
            office.wait(PATIENCE)
        finally:
            if office.poll() is None:
                office.kill()
                office.wait()


def connect(pipe: str) -> Any:  # noqa: ANN401 -- its types are made when it runs
    resolver = make(uno.getComponentContext(), "com.sun.star.bridge.UnoUrlResolver")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def fill(desktop: Any, dispatcher: Any, job: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 -- as above
    document = desktop.loadComponentFromURL(Path(job["open"]).as_uri(), "_blank", 0, (setting("Hidden", True),))  # noqa: FBT003 -- the program's own way
    frame = document.CurrentController.Frame
    for address, text in job["cells"].items():
        # As at the keyboard: a locked cell refuses, and «12» becomes a number.
        dispatcher.executeDispatch(frame, ".uno:GoToCell", "", 0, (setting("ToPoint", address),))
        dispatcher.executeDispatch(frame, ".uno:EnterString", "", 0, (setting("StringName", text),))
    sheets = [document.Sheets.getByIndex(n) for n in range(document.Sheets.Count)]
    document.storeToURL(Path(job["save_as"]).as_uri(), (setting("FilterName", "Calc MS Excel 2007 XML"),))
    seen = {
        "sheets": {sheet.Name: {"protected": sheet.isProtected(), "visible": sheet.IsVisible} for sheet in sheets},
        "computed": [compute(sheets[0], formula) for formula in job["compute"]],
    }
    document.close(True)  # noqa: FBT003 -- as above
    return seen


def compute(sheet: Any, formula: str) -> float:  # noqa: ANN401 -- as above
    """Reckon out a formula of Excel's in a cell that nobody sees."""
    cell = sheet.getCellRangeByName(SCRATCH)
    cell.setFormula("=" + formula.replace(",", ";").replace("!", "."))
    assert cell.getError() == 0, formula
    result: float = cell.getValue()
    return result


def make(context: Any, service: str) -> Any:  # noqa: ANN401 -- as above
    return context.ServiceManager.createInstanceWithContext(service, context)


def setting(name: str, content: object) -> Any:  # noqa: ANN401 -- as above
    one = PropertyValue()
    one.Name, one.Value = name, content
    return one


if __name__ == "__main__":
    main()
