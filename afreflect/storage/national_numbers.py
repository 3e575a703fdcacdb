"""Numbers by which a state or a health system knows one person, told by their own rules.

Most carry check digits (python-stdnum); a few only a shape. A bare run of digits is never told by
one value alone: one in ten passes by chance, so that a whole column has to.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from stdnum import iban, luhn
from stdnum.at import vnr
from stdnum.be import nn
from stdnum.br import cpf
from stdnum.ca import bc_phn, sin
from stdnum.ch import ssn as swiss
from stdnum.dk import cpr
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.ie import pps
from stdnum.is_ import kennitala
from stdnum.it import codicefiscale
from stdnum.mx import curp
from stdnum.nl import bsn
from stdnum.no import fodselsnummer
from stdnum.pl import pesel
from stdnum.pt import cc
from stdnum.se import personnummer
from stdnum.us import ssn as social_security

_MEDICARE_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)
_KVNR_WEIGHTS = (1, 2, 1, 2, 1, 2, 1, 2, 1, 2)


@dataclass(frozen=True)
class Rule:
    """One kind of number: its shape, and whether a text of that shape is one.

    `by_chance` says that a bare number may pass without being one; `checked` that the rule has a
    check digit or more, and not only a shape.
    """

    shape: re.Pattern[str]
    is_one: Callable[[str], bool]
    by_chance: bool = False
    checked: bool = True


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _always(_cell: str) -> bool:
    return True


def _ohip(cell: str) -> bool:
    """Ontario: ten digits with a Luhn check digit, and perhaps a version of two letters."""
    return luhn.is_valid(re.sub(r"\D", "", cell))


def _ramq(cell: str) -> bool:
    """Québec: four letters, a day of birth with 50 added to a woman's month, and two digits."""
    digits = re.sub(r"\D", "", cell)
    month = int(digits[2:4])
    return _is_a_day(int(digits[:2]), month - 50 if month > 50 else month, int(digits[4:6]))


def _medicare_australia(cell: str) -> bool:
    """Australia: eight digits weighted 1, 3, 7, 9 twice, modulo 10 as the ninth."""
    digits = [int(char) for char in cell if char.isdigit()]
    weighted = zip(digits, _MEDICARE_WEIGHTS, strict=False)
    return sum(digit * weight for digit, weight in weighted) % 10 == digits[8]


def _kvnr(cell: str) -> bool:
    """Germany: a letter as two digits, eight digits, and a Luhn-like check digit (GKV, 2004)."""
    letter = f"{ord(cell[0]) - ord('A') + 1:02}"
    products = zip(letter + cell[1:9], _KVNR_WEIGHTS, strict=True)
    parts = [int(digit) * weight for digit, weight in products]
    return sum(part // 10 + part % 10 for part in parts) % 10 == int(cell[9])


def _cpr(cell: str) -> bool:
    """Denmark: a day of birth and four digits, of late without a check; "240301-1405" is a time."""
    clock = int(cell[7:9]) < 24 and int(cell[9:]) < 60
    return not clock and cpr.is_valid(cell)


def _npi(cell: str) -> bool:
    """United States, of a clinician: Luhn over 80840 and the ten digits (CMS)."""
    return luhn.is_valid(f"80840{cell}")


def _is_a_day(year: int, month: int, day: int) -> bool:
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


RULES = (
    # Nothing else is written so; a number that was never given out may be an invented one.
    Rule(_shape(r"\d{3}-\d{2}-\d{4}"), social_security.is_valid),
    Rule(_shape(r"\d{3}-\d{2}-\d{4}"), _always, checked=False),
    Rule(_shape(r"\d{3}[ -]\d{3}[ -]\d{3}"), sin.is_valid),
    Rule(_shape(r"\d{9}"), sin.is_valid, by_chance=True),
    Rule(_shape(r"\d{4}[ -]\d{3}[ -]\d{3}(?:[ -]?[A-Z]{2})?|\d{10}[ -]?[A-Z]{2}"), _ohip),
    Rule(_shape(r"\d{10}"), _ohip, by_chance=True),
    Rule(_shape(r"[A-Z]{4} \d{4} \d{4}"), _always, checked=False),
    Rule(_shape(r"[A-Z]{4} ?\d{4} ?\d{4}"), _ramq),
    Rule(_shape(r"9\d{3} ?\d{3} ?\d{3}"), bc_phn.is_valid, by_chance=True),
    Rule(_shape(r"\d{3}[ -]\d{3}[ -]\d{4}"), nhs.is_valid),
    Rule(_shape(r"\d{10}"), nhs.is_valid, by_chance=True),
    Rule(_shape(r"\d{9}"), bsn.is_valid, by_chance=True),
    Rule(_shape(r"[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}"), nir.is_valid),
    Rule(_shape(r"[A-Z]\d{9}"), _kvnr, by_chance=True),
    Rule(_shape(r"\d{8}-?[A-Z]"), dni.is_valid, by_chance=True),
    Rule(_shape(r"[XYZ]-?\d{7}-?[A-Z]"), nie.is_valid),
    Rule(_shape(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"), codicefiscale.is_valid),
    Rule(_shape(r"\d{6,8}[-+]\d{4}"), personnummer.is_valid),
    Rule(_shape(r"(?:19|20)\d{10}"), personnummer.is_valid, by_chance=True),
    Rule(_shape(r"\d{6} ?\d{5}"), fodselsnummer.is_valid, by_chance=True),
    Rule(_shape(r"\d{6}-\d{4}"), _cpr, checked=False),
    Rule(_shape(r"\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]"), hetu.is_valid),
    Rule(_shape(r"\d{6}-\d{4}"), kennitala.is_valid),
    Rule(_shape(r"[2-6]\d{3}[ -]\d{5}[ -]\d(?:[ -/]\d)?"), _medicare_australia),
    Rule(_shape(r"[2-6]\d{9,10}"), _medicare_australia, by_chance=True),
    Rule(_shape(r"[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y]"
                r"[0-9AC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}"), _always, checked=False),
    Rule(_shape(r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}"), nn.is_valid),
    Rule(_shape(r"\d{11}"), nn.is_valid, by_chance=True),
    Rule(_shape(r"756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}"), swiss.is_valid),
    Rule(_shape(r"\d{4} ?\d{6}"), vnr.is_valid, by_chance=True),
    Rule(_shape(r"\d{8} ?\d ?[A-Z0-9]{2}\d"), cc.is_valid, by_chance=True),
    Rule(_shape(r"\d{7}[A-W][AHW]?"), pps.is_valid, by_chance=True),
    Rule(_shape(r"\d{11}"), pesel.is_valid, by_chance=True),
    Rule(_shape(r"\d{3}\.\d{3}\.\d{3}-\d{2}"), cpf.is_valid),
    Rule(_shape(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[0-9A-Z]\d"), curp.is_valid),
    Rule(_shape(r"[12]\d{9}"), _npi, by_chance=True),
    Rule(_shape(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7} ?[A-Z0-9]{0,3}"), iban.is_valid),
)  # fmt: skip


def passes(rule: Rule, cell: str) -> bool:
    """Whether a text is a number by a rule."""
    return bool(rule.shape.fullmatch(cell)) and rule.is_one(cell)


def is_for_certain(cell: str) -> bool:
    """Whether a text is such a number by itself: by a shape or format that nothing else has."""
    return any(not rule.by_chance and passes(rule, cell) for rule in RULES)
