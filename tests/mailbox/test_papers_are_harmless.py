"""What is uploaded: kept when it is a paper, made harmless, or refused with a reason."""

import io
from threading import BoundedSemaphore

import pytest
from PIL import Image

from taminyar.mailbox import clean_paper
from taminyar.mailbox.clean_paper import Clean, Refused, clean
from tests.mailbox import uploads


def opened(found: Clean) -> Image.Image:
    return Image.open(io.BytesIO(found.data))


def colour(image: Image.Image, x: int, y: int) -> str:
    """The name of the colour at a place, however it was compressed."""
    red, green, _blue = image.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return "red" if red > 200 and green < 60 else "white" if green > 200 else "other"


REFUSED = {
    "0 bytes": (b"", "type"),
    "text": (b"hello", "type"),
    "SVG with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "type"),
    "HTML": (b"<!doctype html><script>alert(1)</script>", "type"),
    "HTML that begins as a PDF": (b"%PDF-1.7\n<html><script>alert(1)</script>", "damaged"),
    "GIF with a script": (uploads.picture("GIF") + b"/*alert(1)*/", "type"),
    "PDF behind a GIF": (uploads.picture("GIF") + uploads.pdf(), "type"),
    "TIFF": (uploads.picture("TIFF"), "type"),
    "PDF and ZIP": (uploads.also_a_zip(uploads.pdf()), "active"),
    "program in a PDF": (uploads.action("JavaScript", JS="app.alert(1)"), "active"),
    "program with a hidden name": (uploads.hidden_action(), "active"),
    "PDF that starts another program": (uploads.action("Launch", F="run.exe"), "active"),
    "PDF that sends a form": (uploads.action("SubmitForm"), "active"),
    "file in a PDF": (uploads.with_a_file_inside(), "active"),
    "PDF with a password": (uploads.locked(user="x", owner="x"), "locked"),
    "PDF with an owner's password": (uploads.locked(user="", owner="x"), "locked"),
    # A reader on a desk would go to that machine with the name of who opens it.
    "PDF that opens another's": (uploads.action("GoToR", F=r"\\\\elsewhere\share\a.pdf"), "active"),
    "PDF without a page": (uploads.pdf(lambda made: made.pages.__delitem__(0)), "damaged"),
    "bomb": (uploads.bomb(), "pixels"),
    "PNG of 42 million points": (uploads.bomb(6500), "pixels"),
    "truncated JPEG": (uploads.picture(size=(900, 900))[:2000], "damaged"),
    "truncated PNG": (uploads.picture("PNG", size=(900, 900))[:200], "damaged"),
    "truncated HEIC": (uploads.picture("HEIF", size=(900, 900))[:300], "type"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_paper_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        clean(data)
    assert refused.value.reason == reason


KEPT = {
    "JPEG": (uploads.picture(), "image/jpeg"),
    "JPEG of four inks": (uploads.picture("JPEG", "CMYK"), "image/jpeg"),
    "grey JPEG": (uploads.picture("JPEG", "L"), "image/jpeg"),
    "two JPEGs in one": (uploads.many_pictures(), "image/jpeg"),
    "PNG": (uploads.picture("PNG"), "image/png"),
    "PNG with a palette": (uploads.picture("PNG", "P"), "image/png"),
    "black and white PNG": (uploads.picture("PNG", "1"), "image/png"),
    "PNG one can see through": (uploads.picture("PNG", "RGBA"), "image/png"),
    "PNG of 16 bits": (uploads.picture("PNG", "I;16"), "image/png"),
    "animated PNG": (uploads.animated(), "image/png"),
    "HEIC": (uploads.picture("HEIF"), "image/jpeg"),
    "JPEG and ZIP": (uploads.also_a_zip(uploads.picture()), "image/jpeg"),
}


@pytest.mark.parametrize(("data", "content_type"), KEPT.values(), ids=list(KEPT))
def test_a_picture_is_drawn_anew(data: bytes, content_type: str) -> None:
    found = clean(data)
    assert found.content_type == content_type
    image = opened(found)
    assert image.format == content_type.removeprefix("image/").upper()
    assert image.mode in ("L", "RGB", "RGBA")
    assert getattr(image, "n_frames", 1) == 1
    assert b"run.exe" not in found.data


@pytest.mark.parametrize("name", ["JPEG", "JPEG of four inks", "PNG with a palette", "HEIC"])
def test_its_colours_stay(name: str) -> None:
    image = opened(clean(KEPT[name][0]))
    assert (colour(image, 10, 20), colour(image, 50, 20)) == ("red", "white")


def test_sixteen_bits_become_eight_and_not_white() -> None:
    kept = io.BytesIO()
    Image.new("I;16", (10, 10), 2**15).save(kept, "PNG")
    assert opened(clean(kept.getvalue())).getpixel((5, 5)) in (127, 128)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_where_it_was_taken_and_with_what_is_gone_and_it_stands_upright(form: str) -> None:
    data = uploads.with_position(form)
    assert b"SecretCamera" in data
    found = clean(data)
    assert b"Secret" not in found.data
    assert b"Exif" not in found.data
    image = opened(found)
    assert not image.getexif()
    assert image.size == (40, 60)  # it was lying
    assert (colour(image, 20, 10), colour(image, 20, 50)) == ("red", "white")


def test_a_large_picture_becomes_smaller_and_keeps_its_shape() -> None:
    data = uploads.picture("JPEG", size=(8000, 4000))
    assert opened(clean(data)).size == (4000, 2000)


def test_a_pdf_is_kept_byte_for_byte() -> None:
    for data in (uploads.pdf(), uploads.about_scripts()):
        assert clean(data) == Clean("application/pdf", data)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert clean(uploads.picture()) == clean(uploads.picture())


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_paper, "SECONDS", 0.01)
    with pytest.raises(Refused) as refused:
        clean(uploads.picture())
    assert refused.value.reason == "damaged"


def test_a_decoder_that_dies_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    killed = [clean_paper.sys.executable, "-c", "import os; os.abort()"]
    run = clean_paper.subprocess.run
    monkeypatch.setattr(clean_paper.subprocess, "run", lambda _command, **more: run(killed, **more))
    with pytest.raises(Refused):
        clean(uploads.picture())


def test_what_opens_it_is_told_nothing_and_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}
    run = clean_paper.subprocess.run

    def note(command: list[str], **more: object) -> object:
        asked.update(more, command=command)
        return run(command, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(clean_paper.subprocess, "run", note)
    clean(uploads.picture())
    assert asked["env"] == {}
    assert "-I" in asked["command"]  # type: ignore[operator]
    assert asked["timeout"] == clean_paper.SECONDS


def test_whoever_would_wait_long_for_a_turn_is_asked_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns = BoundedSemaphore(1)
    monkeypatch.setattr(clean_paper, "_TURNS", turns)
    monkeypatch.setattr(clean_paper, "PATIENCE", 0.01)
    with turns, pytest.raises(Refused) as wrong:
        clean(uploads.pdf())
    assert wrong.value.reason == "busy"
    assert clean(uploads.pdf()).content_type == "application/pdf"
