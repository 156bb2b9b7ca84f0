"""Files people, and those who mean harm, may upload; all made here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
_GPS, _ORIENTATION, _MAKER = 0x8825, 0x0112, 0x010F


def picture(
    form: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (60, 40), **more: Any
) -> bytes:
    """Red on the left, white on the right."""
    drawn = Image.new("RGB", size, "white")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    kept = io.BytesIO()
    drawn.convert(mode).save(kept, form, **more)
    return kept.getvalue()


def with_position(form: str = "JPEG") -> bytes:
    """Taken lying on its side, with a device and a place that must go."""
    exif = Image.Exif()
    exif[_MAKER] = "SecretCamera"
    exif[_ORIENTATION] = 6
    exif.get_ifd(_GPS).update({1: "N", 2: (35.0, 41.0, 0.0)})
    comment = {"comment": b"SecretComment"} if form == "JPEG" else {}
    return picture(form, exif=exif.tobytes(), **comment)


def animated() -> bytes:
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    kept = io.BytesIO()
    frames[0].save(kept, "PNG", save_all=True, append_images=frames[1:])
    return kept.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """A PNG of some bytes that says it has 900 million points, or so many on each side."""
    whole = picture("PNG", "1")
    header = struct.pack(">II", side, side) + whole[24:29]
    return whole[:16] + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + whole[33:]


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, **more: Any) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    if change:
        change(made)
    kept = io.BytesIO()
    made.save(kept, **more)
    return kept.getvalue()


def action(kind: str, **more: Any) -> bytes:
    """A PDF that does something as it is opened."""

    def add(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)

    # In an object stream, where a search through the bytes would not see it.
    return pdf(add, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def hidden_action() -> bytes:
    """The same with its name written in another way."""

    def add(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)

    return pdf(add).replace(b"/JavaScript", b"/J#61vaScrip#74")


def with_a_file_inside() -> bytes:
    def add(made: pikepdf.Pdf) -> None:
        made.attachments["run.exe"] = pikepdf.AttachedFileSpec(made, b"MZ")

    return pdf(add)


def about_scripts() -> bytes:
    """Harmless: it only speaks of them."""

    def add(made: pikepdf.Pdf) -> None:
        made.docinfo["/Title"] = "/JavaScript"

    return pdf(add)


def also_a_zip(start: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("run.exe", b"MZ")
    return start + kept.getvalue()


def locked(**passwords: str) -> bytes:
    return pdf(encryption=pikepdf.Encryption(**passwords))


def many_pictures() -> bytes:
    """A JPEG with a second one behind it, as telephones make."""
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    kept = io.BytesIO()
    frames[0].save(kept, "MPO", save_all=True, append_images=frames[1:])
    return kept.getvalue()
