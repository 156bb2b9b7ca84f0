"""What an uploaded paper really is, opened and made harmless in a process of its own.

The decoders of pictures and PDFs are where a crafted file would do its harm. So they run without
our settings, our database and our environment, with little memory and time, and may write no file:
a crash or a bomb ends that process alone.
"""

import contextlib
import io
import re
import resource
import subprocess
import sys
import threading
import zipfile
from dataclasses import dataclass
from typing import Any, Final

SECONDS: Final = 20
# So many at a time for each process of the server, and how long one more waits for its turn: the
# others who are served at this moment must not wait for somebody's pictures.
_TURNS: Final = threading.BoundedSemaphore(2)
PATIENCE: Final = 3  # seconds
MEMORY: Final = 2 * 1024**3  # bytes of address space
# Points of a picture. A JPEG is read at a part of its size; the others as they are.
MOST_PIXELS: Final = 80_000_000
MOST_PIXELS_AS_THEY_ARE: Final = {"PNG": 40_000_000, "HEIF": 50_000_000}
LONGEST_SIDE: Final = 4000  # pixels; a sheet of A4 at 340 dots an inch
_QUALITY: Final = 88
_PICTURES: Final = ("JPEG", "PNG", "HEIF")  # told by their first bytes; MPO is a kind of JPEG
# Names by which a PDF does more than being read. In JSON of qpdf a string begins with "u:" or
# "b:", so that these are names of the PDF and nothing a person wrote.
_ACTIVE: Final = re.compile(
    rb'"/(JS|JavaScript|Launch|EF|EmbeddedFiles?|RichMedia|XFA|GoTo[ER]|ImportData|SubmitForm)"'
)


class Refused(Exception):
    """The paper cannot be kept; `reason` is a slug, whose words stand in `papers`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Clean:
    """What is kept: the type found by content, and the bytes."""

    content_type: str
    data: bytes


def clean(data: bytes) -> Clean:
    """The paper as it may be kept. Raises `Refused`. Takes a process of its own, 0.3 s or more."""
    if not _TURNS.acquire(timeout=PATIENCE):
        raise Refused("busy")
    try:
        done = _looked_at_apart(data)
    finally:
        _TURNS.release()
    found, _line, kept = done.stdout.partition(b"\n")
    verdict, _space, detail = found.decode("ascii", "replace").partition(" ")
    if verdict == "clean" and done.returncode == 0:
        return Clean(detail, kept)
    raise Refused(detail if verdict == "refused" else "damaged")


def _looked_at_apart(data: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", "-m", __name__]
    try:
        return subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("damaged") from error


def look_at(data: bytes) -> Clean:
    """The same in this process: what the other one does."""
    return _pdf(data) if data.startswith(b"%PDF-") else _picture(data)


def _pdf(data: bytes) -> Clean:
    """Kept byte for byte, so that a signature on it stays true; what is not inert is refused."""
    import pikepdf

    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused("active")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Refused("locked")
            if not len(pdf.pages):
                raise Refused("damaged")
            if any(_ACTIVE.search(_json(part)) for part in pdf.objects):
                raise Refused("active")
    except pikepdf.PasswordError as error:
        raise Refused("locked") from error
    except pikepdf.PdfError as error:
        raise Refused("damaged") from error
    return Clean("application/pdf", data)


def _json(part: Any) -> bytes:
    found: bytes = part.to_json(dereference=True, schema_version=2)
    return found


def _picture(data: bytes) -> Clean:
    """Drawn anew: upright, in sRGB, with nothing but its pixels."""
    import pillow_heif
    from PIL import Image, ImageOps, UnidentifiedImageError

    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # ours is asked below, with an answer of its own
    try:
        with Image.open(io.BytesIO(data), formats=_PICTURES) as opened:
            most = MOST_PIXELS_AS_THEY_ARE.get(opened.format or "", MOST_PIXELS)
            if opened.width * opened.height > most:
                raise Refused("pixels")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            form = "PNG" if opened.format == "PNG" else "JPEG"
            drawn = _plain_colours(ImageOps.exif_transpose(opened), form == "PNG")
    except UnidentifiedImageError as error:
        raise Refused("type") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("damaged") from error
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn.info.clear()  # comments and profiles would be written again
    kept = io.BytesIO()
    drawn.save(kept, form, quality=_QUALITY)
    return Clean(f"image/{form.lower()}", kept.getvalue())


def _plain_colours(image: Any, see_through: bool) -> Any:
    """Grey, RGB, or for a PNG RGB with transparency; colours of another space are converted."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if see_through and (image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info):
        return image.convert("RGBA")
    return image.convert("L" if image.mode in ("1", "L", "LA") else "RGB")


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = sys.stdout.buffer
    try:
        found = look_at(sys.stdin.buffer.read())
    except Refused as refused:
        answer.write(f"refused {refused.reason}\n".encode())
    except MemoryError:
        answer.write(b"refused damaged\n")
    else:
        answer.write(f"clean {found.content_type}\n".encode())
        answer.write(found.data)


if __name__ == "__main__":
    _main()
