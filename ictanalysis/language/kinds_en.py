"""How an English text writes numbers that are no figures, kind after kind."""

from __future__ import annotations

from ictanalysis.language.kinds import ADDRESS, DAY, MONTH, PLACED, RANGE, ROMAN, YEAR, Ways

_NAME = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_COUNTED = (
    "(?:accounts?|bulletins?|cases?|certificates?|citizens?|clerks|communes?|complaints?|copies|"
    "devices?|documents?|dossiers?|files?|households?|incidents?|inspections?|items?|letters?|"
    "mailboxes|meetings?|messages?|officials?|orders|people|persons?|posts?|reports|servers?|"
    "services?|stations?|subscribers?|tasks|users?|visits?|visitors?)"
)
# A count in the dress of a year: “in 2021 documents”, “in 2021 new cases”.
_UNCOUNTED = rf"(?! (?:[a-z]+ )?{_COUNTED}\b)"
# Without its year a day could be a count, “12 May meetings”, unless nothing is counted after it.
_CLOSED = (
    rf"(?=\s*(?:$|[.,;:!?)\]”\u2019\"{PLACED}])| "
    r"(?:and|or|to|until|the|a|an|of|in|at|by|with|was|were|"
    r"is|are|had|has|have|did|as|on|from|before|after|for|because|when|which|that)\b)"
)
_SYMBOL = r"[A-Z\u0110][A-Za-z\u0110&]*"
_TITLE = (
    "(?:Law|Decree|Decision|Circular|Resolution|Directive|Letter|Official Letter|Notice|Plan|"
    "Order|Ordinance|Report|Act|Regulation|Instruction)"
)

WAYS: Ways = {
    "document": (
        rf"(?:[Nn]o\.?|[Nn]umber)\s*\d+[a-z]?(?:/{YEAR})?(?:[-/]{_SYMBOL}\d*)*".replace(
            " ?", r"\s*"
        ),
        rf"{_TITLE} \d+[a-z]?(?:/{YEAR})?(?:[-/]{_SYMBOL}\d*)*{_UNCOUNTED}",
        rf"\d+[a-z]?/{YEAR}/{_SYMBOL}\d*(?:-{_SYMBOL})*{_UNCOUNTED}",
        rf"\d+[a-z]?[-/](?!SIM|USB|PKI)[A-Z\u0110]{{2,}}[a-z]?[-/]{_SYMBOL}(?:-{_SYMBOL})*{_UNCOUNTED}",
    ),
    "date": (
        rf"(?:{DAY}(?: and |, |{RANGE}))*{DAY} {_NAME},? {YEAR}",
        rf"{_NAME} {DAY}(?:{RANGE}{DAY})?, {YEAR}",
        rf"{DAY}/{MONTH}/{YEAR}",
        rf"{YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
        rf"(?:[Ff]rom|[Bb]etween) {DAY}(?: {_NAME})? (?:to|and|until) {DAY} {_NAME}(?: {YEAR})?",
        rf"(?:[Oo]n|[Ff]rom|[Uu]ntil|[Bb]y|[Ss]ince|[Bb]efore|[Aa]fter|of|dated) (?:the )?"
        rf"(?:{DAY} {_NAME}|{_NAME} {DAY}){_CLOSED}",
    ),
    "month": (rf"{_NAME},? {YEAR}", rf"{MONTH}/{YEAR}{_UNCOUNTED}"),
    "quarter": (rf"Q[1-4](?:[ /]{YEAR})?{_UNCOUNTED}", rf"{YEAR}[ -]?Q[1-4]"),
    "half year": (rf"H[12](?:[ /]{YEAR})?{_UNCOUNTED}",),
    "period of years": (
        rf"{YEAR}{RANGE}{YEAR}{_UNCOUNTED}",
        rf"(?:[Ff]rom|[Bb]etween) {YEAR} (?:to|and|until) {YEAR}{_UNCOUNTED}",
    ),
    "year": (
        rf"(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]efore|[Aa]fter|(?:the|fiscal) year|"
        rf"(?:[Ee]nd|[Ss]tart|[Bb]eginning|half|quarter) of|[Ee]arly|[Ll]ate) "
        rf"{YEAR}(?: and {YEAR})?{_UNCOUNTED}",
    ),
    "article": (
        r"(?:[Aa]rticles?|[Cc]lauses?|[Ss]ections?|[Cc]hapters?|Parts?|Annex|Appendix|"
        r"[Pp]aragraphs?|[Pp]oints?(?= \d+ of)) \d+[a-z]?(?:\.\d+)*(?:\(\w+\))*"
        rf"(?:(?:, | and |{RANGE})\d+[a-z]?)*{_UNCOUNTED}",
    ),
    "hour": (
        r"(?:[01]?\d|2[0-3])[:.][0-5]\d (?:a\.?m\.?|p\.?m\.?)",
        r"(?:1[0-2]|0?\d)\s*(?:a\.m\.|p\.m\.|am|pm)",
        rf"(?:[01]?\d|2[0-3]):[0-5]\d{_UNCOUNTED}",
        rf"24/7{_UNCOUNTED}",
    ),
    "ordinal": (
        r"(?<!ranked\s)(?<!placed\s)(?<!came\s)\d*(?:1st|2nd|3rd|[04-9]th|1[1-3]th)"
        r"(?! (?:place|position|rank))",
    ),
    "telephone": (
        r"(?:[Tt]el(?:ephone)?|[Pp]hone|[Ff]ax|[Hh]otline|[Cc]all)[.:]?(?: number)?:?"
        rf"\s*[+(]?\d[\d\s().-]*\d\d{_UNCOUNTED}",
        r"\+\d{1,3}[\d\s().-]{7,}\d",
    ),
    ADDRESS: (r"https?://\S+", r"[A-Za-z][\w.+-]*@\S+\.[a-z]{2,}"),
    "version": (rf"[Vv]ersions? \d+(?:\.\d+)*{_UNCOUNTED}",),
    "standard": (
        r"(?:ISO|IEC|ISO/IEC|TCVN|QCVN) \d+(?:-\d+)?(?:[:/]\d{4})?(?:/[A-Z]+)?" + _UNCOUNTED,
    ),
}
"""Kind → the ways in which it is written."""

_ONES = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|"
    "nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
)
_MORE = f"{_ONES}|one|and|hundred|thousand|million|billion"

COUNTS = (
    rf"(?i:(?<!\ball\s)(?<!\bthe\s)(?:(?:one|a) (?:hundred|thousand|million)|{_ONES})"
    rf"(?:[ -](?:{_MORE}))*)(?= (?:[a-z]+ )?{_COUNTED})",
    rf"(?i:(?<!\bpart\s)(?<!\bchapter\s)(?<!\bannex\s)(?<!\btitle\s)){ROMAN}(?= {_COUNTED})",
)
"""How a count is written without a digit: in words, or in Roman numerals that are no name."""
