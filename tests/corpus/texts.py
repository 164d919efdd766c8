"""Texts that canonical forms have to carry unharmed, and that tools are known to trip over."""

from typing import Final

PLAIN: Final = (
    "Lassen op niveau 3",
    "Warmtepompen installeren",
    "Voldoende",
    "8,5",
    "10",
    "-1.5E3",
    "true",
    "null",
    "Profile",
    "name",
)
ESCAPED: Final = (
    "tab\there",
    "line\nfeed and\r\nreturn",
    'she said "goed"',
    "back\\slash \\ and \\\\ two",
    "\\u0041 is no escape \\n nor this",
    "'single' `grave` <angle> {curly} |bar| ^caret",
    "\u0085 next line, \u0080 padding, \u009f application",
)
SCRIPTS: Final = (
    "Zoë’s café — Ünïversiteit, Łódź, straße",
    "e\u0301 a\u0308\u0323 n\u0303, decomposed",
    "\u00e9 \u1e63\u0307, composed",
    "微證書課程說明",
    "日本語の説明　全角空白",
    "한국어 \u1112\u1161\u11ab",
    "Ωμέγα ἀρχή",
    "Сварка металла",
    "हिन्दी प्रमाणपत्र",
    "ภาษาไทย",
)
RIGHT_TO_LEFT: Final = (
    "שלום עולם",
    "كلمة عربية ١٢٣",
    "\u202bembedding\u202c \u202eoverride\u202c",
    "\u200fmark\u200e \u2066isolate\u2069",
    "ROC \u05d0\u05d1 3 (\u0627\u0628)",
)
# Above U+FFFF: two code units in UTF-16, which sort below what follows here.
SUPPLEMENTARY: Final = (
    "🎓 geslaagd 🏅",
    "👩🏽‍🏫👨‍👩‍👧‍👦🇳🇱",
    "𐍈𐌰𐌽𐌳",
    "𝔅𝔢𝔴𝔦𝔧𝔰",
    "𠮷野家",
    "\U000f0000\U0010fffd",
)
# The end of the basic plane. A line with one of these and a line with one of the above are in
# another order by code unit than by code point.
END_OF_BASIC_PLANE: Final = (
    "ﬁnish with a ligature",
    "ＦＵＬＬ　ｗｉｄｔｈ",
    "\ufffd replacement",
    "\ufeffbyte order mark",
    "\ue000private\uf8ff",
    "ﷺ ﻼ",
)
INVISIBLE: Final = (
    "",
    " ",
    "  lead and trail  ",
    "\u2028line\u2029paragraph",
    "no\u00a0break\u202fspace",
    "zero\u200bwidth\u200cjoin\u200der\u2060",
    "soft\u00adhyphen",
)
# What a careless writer or reader of N-Quads would take for syntax.
LIKE_SYNTAX: Final = (
    "_:a",
    "_:z",
    "_:b0",
    "_:c14n0",
    '<urn:s> <urn:p> "o" .',
    "x .\n_:c14n1 <urn:p> _:c14n0 .",
    '"@nl',
    "^^<http://www.w3.org/2001/XMLSchema#integer>",
    "@id",
    "@type",
    "https://roc.example/not-a-link",
    "# comment",
)
LONG: Final = ("Toelichting. " * 200,)

ORDINARY: Final = PLAIN + ESCAPED + SCRIPTS + RIGHT_TO_LEFT + SUPPLEMENTARY + INVISIBLE + LIKE_SYNTAX + LONG
"""Every text but those that sort differently in UTF-16."""

LANGUAGES: Final = (
    "nl",
    "en",
    "de",
    "fr",
    "ar",
    "he",
    "nl-BE",
    "zh-Hant-TW",
    "sl-rozaj-biske",
    "x-school",
    "EN-us",
    "NL",
)

IRI_ENDINGS: Final = (
    "item",
    "ünï/çode",
    "例え",
    "a%20b%C3%A9",
    "query?q=1&r=a+b",
    "part#fragment",
    "~tilde/!$&'()*+,;=:@",
    "𐍈",
)
