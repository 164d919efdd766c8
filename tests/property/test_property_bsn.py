"""The BSN filter sees what people type as a BSN, and leaves alone what they type as something else."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from issuer.domain.bsn import contains_bsn, may_hold_bsn, passes_elfproef

GROUPS = [(9,), (3, 3, 3), (4, 2, 3), (2, 2, 2, 3), (3, 2, 2, 2), (1,) * 9]
SIGNS = [" ", ".", "-", "/", "_", "\\", "|", "–", "\u00a0", "／", "＿", "\u2044", "·"]
# The zero of each: digits follow each other from there.
ZEROS = "0０٠०𝟎𝟘"
CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
AROUND = ["{}", "Noor {}", "Noor ({})", "klas 2b, nummer {}.", "{} (Noor)", "nr.{}", "x{}y", "Noor:{};"]


@st.composite
def bsns(draw: st.DrawFn) -> str:
    """Nine digits that pass the eleven test, and do not begin with a zero."""
    head = draw(st.integers(min_value=10_000_000, max_value=99_999_999))
    last = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), str(head), strict=True)) % 11
    assume(last < 10)
    number = f"{head}{last}"
    assert passes_elfproef(number)
    return number


@st.composite
def written(draw: st.DrawFn) -> str:
    """A BSN in groups, in digits of some script, within a few words."""
    number, groups, sign = draw(bsns()), draw(st.sampled_from(GROUPS)), draw(st.sampled_from(SIGNS))
    # That is how decisions are numbered: 2026-07-142.
    assume(groups != (4, 2, 3) or number[:2] not in ("19", "20"))
    parts, rest = [], number
    for size in groups:
        parts.append(rest[:size])
        rest = rest[size:]
    family = draw(
        st.sampled_from(
            [*(("".join(chr(ord(zero) + n) for n in range(10))) for zero in ZEROS), CIRCLED, RAISED]
        )
    )
    text = sign.join(parts).translate({ord("0") + value: digit for value, digit in enumerate(family)})
    return draw(st.sampled_from(AROUND)).format(text)


@given(written())
def test_a_bsn_is_seen_however_it_is_written(text: str) -> None:
    assert contains_bsn(text)


@given(bsns(), st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad\ufe0f\u20e3\u0332"), st.integers(1, 8))
def test_what_nobody_sees_does_not_hide_it(number: str, unseen: str, place: int) -> None:
    assert contains_bsn(number[:place] + unseen + number[place:])


DIGITS = st.integers(0, 9).map(str)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TWO = st.integers(1, 99).map("{:02}".format)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.lists(DIGITS, min_size=count, max_size=count).map("".join)


TELEPHONES = st.one_of(
    digits(8).map("06{}".format),
    digits(8).map("06-{}".format),
    digits(8).map(lambda eight: f"06 {eight[:2]} {eight[2:4]} {eight[4:6]} {eight[6:]}"),
    digits(7).map("020-{}".format),
    digits(7).map(lambda seven: f"(020) {seven[:3]} {seven[3:5]} {seven[5:]}"),
    digits(6).map("0222-{}".format),
    digits(9).map("+31{}".format),
    digits(9).map("+31 {}".format),
    digits(9).map("+31 (0){}".format),
    digits(9).map("0031 {}".format),
    digits(8).map(lambda eight: f"+31 6 {eight[:4]} {eight[4:]}"),
    digits(8).map(lambda eight: f"+31 (0)6-{eight}"),
    digits(9).map(lambda nine: f"+32 {nine[:3]} {nine[3:5]} {nine[5:7]} {nine[7:]}"),
    digits(8).map(lambda eight: f"+31.6.{eight[:2]}.{eight[2:4]}.{eight[4:6]}.{eight[6:]}"),
)
AMOUNTS = st.integers(0, 999_999_999).map("{:,}".format).map(lambda text: text.replace(",", "."))
OTHERS = st.one_of(
    TELEPHONES,
    DAYS.map(date.isoformat),
    DAYS.map("{:%d-%m-%Y}".format),
    DAYS.map("{:%d/%m/%Y}".format),
    DAYS.map("{:%d.%m.%y}".format),
    DAYS.map("{:%Y%m%d}".format),
    DAYS.map("{:%Y-%m-%dT%H:%M:%SZ}".format),
    digits(5).map("crebo {}".format),
    st.tuples(digits(5), digits(5)).map(" ".join),
    st.tuples(digits(5), DAYS.map("{:%Y}".format)).map("/".join),
    st.tuples(DAYS.map("{:%Y}".format), digits(5)).map(" ".join),
    digits(4).map("K{}".format),
    digits(8).map("KvK {}".format),
    digits(8).map(lambda eight: f"KvK {eight[:2]}.{eight[2:5]}.{eight[5:]}"),
    digits(12).map("vestiging {}".format),
    digits(10).map(lambda ten: f"NL91 ABNA {ten[:4]} {ten[4:8]} {ten[8:]}"),
    digits(13).map("ISBN {}".format),
    AMOUNTS.map("€ {}".format),
    AMOUNTS.map("{},00".format),
    AMOUNTS.map("{} euro".format),
    st.tuples(DAYS.map("{:%Y}".format), digits(5)).map(lambda pair: f"EC-{pair[0]}-{pair[1]}"),
    st.tuples(DAYS.map("{:%Y-%m}".format), digits(3)).map(lambda pair: f"EC-{pair[0]}-{pair[1]}"),
    st.tuples(DAYS.map("{:%Y/%m}".format), digits(3)).map("/".join),
    st.floats(0, 1).map("{:.9f}".format),
)


@given(OTHERS)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not contains_bsn(text)


@given(st.lists(OTHERS, min_size=2, max_size=4))
def test_also_beside_each_other(texts: list[str]) -> None:
    assert not contains_bsn(", ".join(texts))


@given(st.text(st.sampled_from("0123456789 .-/_①²³١\u200b\t\nbsn€+(),") | st.characters(), max_size=40))
def test_to_look_at_once_misses_nothing(text: str) -> None:
    assert may_hold_bsn(text) or not contains_bsn(text)
    assert may_hold_bsn("x", text, "1") or not contains_bsn(text)
