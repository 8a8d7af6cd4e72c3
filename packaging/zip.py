"""Writes a folder as a zip file that depends on nothing but the names and contents of its files. usage: zip.py PARENT FOLDER FILE"""
import os
import pathlib
import sys
import time
import zipfile

parent, folder, target = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
made_at = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(path for path in (parent / folder).rglob("*") if path.is_file()):
        entry = zipfile.ZipInfo(path.relative_to(parent).as_posix(), made_at)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, path.read_bytes())
