"""The schemas of the messages that go between us and the bank."""

from functools import cache
from pathlib import Path

from lxml import etree

PAYMENTS = "pain.001.001.03"
STATUS = "pain.002.001.03"


@cache
def of(message: str) -> etree.XMLSchema:
    """The schema of a message; README.md beside it says where it comes from."""
    return etree.XMLSchema(etree.parse(Path(__file__).with_name(f"{message}.xsd")))


def namespace(message: str) -> str:
    return f"urn:iso:std:iso:20022:tech:xsd:{message}"
