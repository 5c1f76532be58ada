"""Error codes: which ones a text holds, in one spelling for each.

A code is exact: it is compared whole and without regard to case, and no digit of it is ever forgiven. Windows prints
one number in three ways, and all three are one code: 0x80070005, -2147024891 (signed) and 2147942405 (unsigned).
"""

from __future__ import annotations

import re

CODE = re.compile(
    r"""
    \b(?P<hexadecimal>0[xX][0-9a-fA-F]{8})\b
    | (?<![\w.-])(?P<decimal>-?\d{9,10})(?![\w.])
    | \bSQLSTATE[\s:=(\[]*(?P<sqlstate>[0-9A-Z]{5})\b
    | \bERROR\ (?P<mysql>\d{4})\ \((?P<mysql_sqlstate>[0-9A-Z]{5})\)
    | \berror:(?P<openssl>(?!00000000)[0-9A-F]{8})\b         # error:0308010C:digital envelope routines::unsupported
    | \b(?P<plain>
        \d(?=\d*[A-Z])[0-9A-Z]{2}\d\d                         # 28P01, 3D000: a SQLSTATE by its form
        | (?!CVE|SHA|UTF|ISO|RSA|AES)[A-Z]{1,8}[-_]?\d{3,7}   # TS2345, ORA-00942, E0277, AH00558, P2002
        | (?!ERROR|EXCEPTION|ENTRY|EMPTY|EXISTS|EXPECTED|ENGINE|EVENT|EXTRA|EXTERNAL|ENABLED)E[A-Z]{4,15}
        | SIG[A-Z]{3,6}
        | (?<![-$])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+              # ERR_MODULE_NOT_FOUND, CERTIFICATE_VERIFY_FAILED
    )\b
    """,
    re.X,
)
DECIMAL = re.compile(r"-?\d{9,10}")
LABEL = re.compile(r"(?:error|errors?\s+codes?|code|sqlstate|hresult|exit\s+code|status|[\s:=#()\[\].])+", re.I)
LONGEST = 100
"""Characters of the longest code that is looked for."""


def codes(text: str) -> list[str]:
    """The codes in a text, each once, in order of appearance.

    >>> codes("error TS2345 (HRESULT -2147024891), ERROR 1045 (28000), SQLSTATE[42P01]")
    ['TS2345', '0x80070005', '1045', '28000', '42P01']
    """
    found: dict[str, None] = {}
    for match in CODE.finditer(text):
        if match["decimal"] and not hexadecimal(match["decimal"]):
            continue
        found.update(dict.fromkeys(canonical(group) for group in match.groups() if group))
    return list(found)


def canonical(code: str) -> str:
    """The spelling under which a code is kept: upper case, but for the x of a hexadecimal number.

    >>> canonical("ts2345"), canonical("2147942405"), canonical("0X8007000e")
    ('TS2345', '0x80070005', '0x8007000E')
    """
    code = code.strip().upper()
    code = (hexadecimal(code) or code).upper()
    return f"0x{code[2:]}" if code.startswith("0X") else code


def lone_code(text: str) -> str:
    """The code where a text is nothing but one, perhaps with a label such as `Error code:`; else what is left of it.

    >>> lone_code("SQLSTATE: 28p01"), lone_code("error code -2147024891")
    ('28P01', '0x80070005')
    """
    text = text.strip()
    label = LABEL.match(text)
    rest = text[label.end() :] if label else text
    return canonical(rest.strip(" )].:;,"))


def hexadecimal(decimal: str) -> str | None:
    """The 32-bit number whose highest bit is set, as Windows' error codes have it, in lower-case hexadecimal digits.

    >>> hexadecimal("-2147024891"), hexadecimal("2147942405"), hexadecimal("1732406400")
    ('0x80070005', '0x80070005', None)
    """
    if not DECIMAL.fullmatch(decimal):
        return None
    number = int(decimal)
    unsigned = number + 2**32 if number < 0 else number
    return f"0x{unsigned:08x}" if 2**31 <= unsigned < 2**32 else None
