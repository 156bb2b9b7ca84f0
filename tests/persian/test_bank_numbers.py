"""Account and card numbers are read in any writing, checked, and name their bank."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from taminyar.persian import banks, card, iban
from taminyar.persian.digits import to_persian

IBANS = {
    "IR820540102680020817909002": "054",
    "IR790610000000700796858044": "061",
    "IR062960000000100324200001": "296",
}


@pytest.mark.parametrize(("text", "bank"), IBANS.items())
def test_published_accounts_are_valid_and_tell_their_bank(text: str, bank: str) -> None:
    assert iban.is_valid(text)
    assert iban.normalise(text) == text
    assert iban.bank_code(text) == bank


@pytest.mark.parametrize(
    "text",
    [
        "820540102680020817909002",
        "ir82 0540 1026 8002 0817 9090 02",
        "IR-۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲",
        "\u202aIR٨٢٠٥٤٠١٠٢٦٨٠٠٢٠٨١٧٩٠٩٠٠٢\u202c",
    ],
)
def test_every_way_of_writing_an_account_is_read(text: str) -> None:
    assert iban.normalise(text) == "IR820540102680020817909002"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "IR",
        "IR82054010268002081790900",
        "IR8205401026800208179090022",
        "DE820540102680020817909002",
    ],
)
def test_another_length_or_country_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="24 digits"):
        iban.normalise(text)


accounts = st.text("0123456789", min_size=22, max_size=22)


@given(accounts, st.integers(0, 23), st.integers(1, 9))
def test_a_changed_digit_of_an_account_is_caught(account: str, place: int, change: int) -> None:
    whole = iban.check_digits(account) + account
    assert iban.normalise(to_persian(whole)) == "IR" + whole
    changed = str((int(whole[place]) + change) % 10)
    assert not iban.is_valid(whole[:place] + changed + whole[place + 1 :])


@given(accounts)
def test_an_account_has_exactly_one_pair_of_check_digits(account: str) -> None:
    fitting = [pair for pair in range(100) if iban.is_valid(f"IR{pair:02}{account}")]
    assert fitting == [int(iban.check_digits(account))]


def card_of(prefix: str, rest: str = "123456789") -> str:
    first15 = (prefix + rest + "000000000")[:15]
    return first15 + luhn.calc_check_digit(first15)


@given(st.from_regex(r"[1-9][0-9]{14}", fullmatch=True), st.integers(0, 15), st.integers(1, 9))
def test_a_changed_digit_of_a_card_is_caught(first15: str, place: int, change: int) -> None:
    whole = card_of(first15, "")
    assert card.normalise(to_persian(whole)) == whole
    changed = str((int(whole[place]) + change) % 10)
    assert not card.is_valid(whole[:place] + changed + whole[place + 1 :])


def test_a_card_is_read_with_dashes_and_spaces() -> None:
    whole = card_of("603799")
    assert card.normalise(f"{whole[:4]}-{whole[4:8]} {whole[8:12]} {whole[12:]}") == whole


@pytest.mark.parametrize("text", ["", "0" * 16, "603799123456789", "60379912345678901", "x" * 16])
def test_what_is_no_card_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="16 digits"):
        card.normalise(text)


@pytest.mark.parametrize(
    ("prefix", "code"),
    [
        *[("603799", "017"), ("170019", "017"), ("589210", "015"), ("610433", "012")],
        *[("589463", "013"), ("639194", "054"), ("621986", "056"), ("606373", "060")],
    ],
)
def test_the_first_digits_of_a_card_tell_its_bank(prefix: str, code: str) -> None:
    assert card.bank(card_of(prefix)) == banks.by_code(code)


def test_a_card_of_an_unknown_bank_is_valid_but_nameless() -> None:
    assert card.bank(card_of("999999")) is None


def test_the_longest_prefix_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(banks, "_card_prefixes", lambda: {"603799": "017", "60379912": "015"})
    found = [banks.of_card(number) for number in ("6037991200000000", "6037991300000000", "60")]
    assert [bank and bank.code for bank in found] == ["015", "017", None]


def test_a_bank_has_a_name_in_both_languages() -> None:
    sepah = banks.by_code("015")
    assert sepah is not None
    assert (sepah.name("fa"), sepah.name("en")) == ("بانک سپه", "Bank Sepah")
    assert banks.by_code("999") is None


def test_a_merged_bank_leads_to_the_bank_that_answers_today() -> None:
    ansar, ayandeh, mellat = map(banks.by_code, ("063", "062", "012"))
    assert ansar is not None
    assert ayandeh is not None
    assert mellat is not None
    assert (ansar.current.code, ayandeh.current.code) == ("015", "017")
    assert mellat.current is mellat


def test_every_row_of_the_bank_table_is_whole() -> None:
    codes = [bank.code for bank in banks.every()]
    assert codes == sorted(set(codes))
    for bank in banks.every():
        assert len(bank.code) == 3
        assert bank.name_fa
        assert bank.name_en
        assert bank.current.merged_into == ""


def test_every_card_prefix_leads_to_a_bank() -> None:
    prefixes = list(banks._card_prefixes())
    assert len(prefixes) > 40
    for prefix in prefixes:
        assert banks.of_card(prefix.ljust(16, "0")) is not None
