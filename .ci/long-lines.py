"""Fails if a line of C# is longer than .editorconfig allows, which no analyzer enforces. The content of string literals is not counted."""
import re
import subprocess
import sys

LIMIT = 150
STRING_LITERAL = re.compile(r'"(?:\\.|[^"\\])*"')

long_lines = []
for file in subprocess.check_output(["git", "ls-files", "*.cs"], text=True).splitlines():
    if "/Migrations/" in file:
        continue
    in_raw_string = False
    with open(file, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            delimiters = line.count('"""')
            if not in_raw_string and not delimiters and len(STRING_LITERAL.sub('""', line.rstrip("\n"))) > LIMIT:
                long_lines.append(f"{file}:{number}: longer than {LIMIT} columns")
            in_raw_string ^= delimiters % 2 == 1

print("\n".join(long_lines))
sys.exit(1 if long_lines else 0)
