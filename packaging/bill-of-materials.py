"""Writes what a published program contains: sbom.cdx.json (CycloneDX 1.6) and the licence texts, from its BookingFlow.Web.deps.json.

usage: bill-of-materials.py PROGRAM OUTPUT VERSION PLATFORM COMMIT SDK

PROGRAM is the published folder. The packages are read from NuGet's folder, the scripts of the camera station from the sources. Fails if a package
states no licence, or one whose text is not known here, so that none is published without its licence.
"""
import base64
import datetime
import hashlib
import json
import os
import pathlib
import re
import shutil
import sys
import uuid
import xml.etree.ElementTree

PROGRAM, OUTPUT, VERSION, PLATFORM, COMMIT, SDK = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *sys.argv[3:]
HERE = pathlib.Path(__file__).parent
VENDORED = HERE.parent / "BookingFlow.Web/wwwroot/camera-station/vendor"
PACKAGES = pathlib.Path(os.environ.get("NUGET_PACKAGES") or pathlib.Path.home() / ".nuget/packages")
LICENCE_FILE = re.compile(r"^(licen[sc]e|copying|notices?|third-?party-?notices)", re.IGNORECASE)


def main():
    libraries = json.loads((PROGRAM / "BookingFlow.Web.deps.json").read_text())
    components = []
    for key, library in sorted(libraries["libraries"].items()):
        if library["type"] in ("package", "runtimepack"):
            components.append(of_package(*key.removeprefix("runtimepack.").split("/"), library["sha512"]))
    components += of_vendored_scripts()
    target = next(iter(value for value in libraries["targets"].values() if value))
    write_sbom(components, dependencies(target, components))


def of_package(name, version, sha512):
    """Copies the licence texts of a NuGet package and returns its component."""
    folder = PACKAGES / name.lower() / version.lower()
    metadata = read_nuspec(folder / f"{name.lower()}.nuspec")
    licence = metadata.find("license")
    if licence is None:
        sys.exit(f"{name} {version} states no licence: look for it, and decide whether it may be published.")
    # A runtime pack has no checksum in deps.json.
    sha512 = sha512.removeprefix("sha512-") or (folder / f"{name.lower()}.{version.lower()}.nupkg.sha512").read_text().strip()
    target = licence_folder(name, version)
    files = [file for file in folder.rglob("*") if file.is_file() and LICENCE_FILE.match(file.name) and file.suffix != ".rtf"]
    if licence.get("type") == "file":
        files.append(folder / licence.text)
    for file in sorted(set(files)):
        shutil.copyfile(file, target / "-".join(file.relative_to(folder).parts))
    if licence.get("type") == "expression" and not any(re.match("licen[sc]e", file.name, re.IGNORECASE) for file in files):
        write_text_of(licence.text, metadata, target, f"{name} {version}")
    stated = {"expression": licence.text} if licence.get("type") == "expression" else {"license": {"name": f"see licences/{target.name}"}}
    if " " not in licence.text and "expression" in stated:
        stated = {"license": {"id": licence.text}}
    return {
        "type": "library",
        "bom-ref": f"pkg:nuget/{name}@{version}",
        "publisher": (metadata.findtext("authors") or "").strip(),
        "name": name,
        "version": version,
        "hashes": [{"alg": "SHA-512", "content": base64.b64decode(sha512).hex()}],
        "licenses": [stated],
        "copyright": (metadata.findtext("copyright") or "").strip(),
        "purl": f"pkg:nuget/{name}@{version}",
    }


def read_nuspec(path):
    root = xml.etree.ElementTree.fromstring(re.sub(r'\sxmlns="[^"]*"', "", path.read_text(encoding="utf-8-sig"), count=1))
    return root.find("metadata")


def write_text_of(expression, metadata, target, package):
    """Writes the standard text of a licence that a package names without having it."""
    # Of a choice, the licence whose text is here is the one that is taken.
    chosen = [licence for licence in re.split(r"\s+OR\s+", expression) if (HERE / f"licences/{licence}.txt").exists()]
    if not chosen:
        sys.exit(f"The text of the licence of {package}, {expression}, is not in packaging/licences.")
    holder = (metadata.findtext("copyright") or metadata.findtext("authors")).strip()
    copyright_line = holder if re.match(r"(copyright|©)", holder, re.IGNORECASE) else f"Copyright (c) {holder}"
    text = (HERE / f"licences/{chosen[0]}.txt").read_text().replace("@COPYRIGHT@", copyright_line)
    (target / "LICENSE.txt").write_text(text if copyright_line in text else f"{copyright_line}\n\n{text}")


def of_vendored_scripts():
    """Copies the licences of the scripts that are in the sources and returns their components, from the table of their README.md."""
    row = re.compile(r"^\| `(?P<file>[^`]+)` \| (?P<name>\S+) (?P<version>[^ ,|]+)(, which contains (?P<inner>\S+))? "
                     r"\| (?P<licence>[^;|]+?)(; \S+: (?P<innerlicence>[^|]+?))? \| (?P<sha256>[0-9a-f]{64}) \|$", re.MULTILINE)
    rows = [match.groupdict() for match in row.finditer((VENDORED / "README.md").read_text())]
    scripts = {file.name for file in VENDORED.iterdir() if file.suffix in (".js", ".wasm")}
    if {row["file"] for row in rows} != scripts:
        sys.exit(f"The table of {VENDORED}/README.md does not list the files {sorted(scripts)}.")
    components = []
    for row in rows:
        if hashlib.sha256((VENDORED / row["file"]).read_bytes()).hexdigest() != row["sha256"]:
            sys.exit(f"{VENDORED / row['file']} is not the file whose checksum is in README.md.")
        reference, checksum = f"pkg:npm/{row['name']}@{row['version']}", {"name": f"sha256:{row['file']}", "value": row["sha256"]}
        if components and components[-1]["bom-ref"] == reference:
            components[-1]["properties"].append(checksum)
            continue
        folder = licence_folder(row["name"], row["version"])
        shutil.copyfile(VENDORED / f"{row['name']}.LICENSE.txt", folder / "LICENSE.txt")
        inner = []
        if row["inner"]:
            licence = row["innerlicence"].replace(" ", "-")
            shutil.copyfile(HERE / f"licences/{licence}.txt", folder / f"LICENSE-{row['inner']}.txt")
            inner = [{"type": "library", "bom-ref": f"{reference}#{row['inner']}", "name": row["inner"], "licenses": [{"license": {"id": licence}}]}]
        components.append({
            "type": "library",
            "bom-ref": reference,
            "name": row["name"],
            "version": row["version"],
            "licenses": [{"license": {"id": row["licence"]}}],
            "purl": reference,
            "properties": [checksum],
            "components": inner,
        })
    return components


def licence_folder(name, version):
    folder = OUTPUT / "licences" / f"{name}-{version}"
    folder.mkdir(parents=True)
    return folder


def dependencies(target, components):
    """Which package needs which, as NuGet resolved it."""
    known = {component["bom-ref"] for component in components}
    graph = []
    for key, library in sorted(target.items()):
        needed = sorted({f"pkg:nuget/{name.removeprefix('runtimepack.')}@{version}" for name, version in library.get("dependencies", {}).items()} & known)
        name, version = key.removeprefix("runtimepack.").split("/")
        graph.append({"ref": "bookingflow" if name == "BookingFlow.Web" else f"pkg:nuget/{name}@{version}", "dependsOn": needed})
    return graph


def write_sbom(components, graph):
    made_at = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    sbom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'bookingflow/{COMMIT}/{VERSION}/{PLATFORM}')}",
        "version": 1,
        "metadata": {
            "timestamp": made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": "bookingflow",
                "name": "BookingFlow",
                "version": VERSION,
                "properties": [{"name": name, "value": value} for name, value in (("commit", COMMIT), ("platform", PLATFORM), ("sdk", SDK))],
            },
        },
        "components": [{key: value for key, value in component.items() if value} for component in components],
        "dependencies": graph,
    }
    (OUTPUT / "sbom.cdx.json").write_text(json.dumps(sbom, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


main()
