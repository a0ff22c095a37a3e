"""What a script would do instead: read the answers with PyYAML, and lay them out with pandas.

Called with a folder of surveys, and the loader to read them with.
"""

import sys
from pathlib import Path

import pandas as pd
import yaml

folder, loader = Path(sys.argv[1]), getattr(yaml, sys.argv[2])
rows = []
for path in sorted(folder.glob("*/received/*.yaml")):
    response = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 -- a safe one, by either name
    for question, answer in response["answers"].items():
        value = answer.get("value", answer.get("instead"))
        rows.append(
            (response["survey"], response["office"], question, ", ".join(value) if isinstance(value, list) else value)
        )
answers = pd.DataFrame(rows, columns=["survey", "office", "question", "answer"])
print(answers.pivot(index=["survey", "office"], columns="question", values="answer"))  # noqa: PD010 -- texts are not summed up
