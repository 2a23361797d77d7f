"""The standing words of a document, in its language: what no notebook states."""

from __future__ import annotations

from ictanalysis.exporters.document.parts import Heading, Opening, Signature
from ictanalysis.exporters.signaturefields import Signer
from ictanalysis.language.locales import Locale


def labels(opening: Opening, signature: Signature | None = None) -> dict[str, str]:
    """Return the words that page, PDF and DOCX print around the text, by name; blank if none."""
    locale = opening.locale
    say = locale.say
    copies = signature.recipients if signature is not None else []
    return {
        **_plain_heading(opening, locale),
        "addressees": say("To:"),
        "contents": say("Contents"),
        "copies": say("Copies to: {names}", names=locale.listed(copies)) if copies else "",
        "draft": say("DRAFT"),
        "main_points": say("Main points"),
        "motto": say("Independence - Freedom - Happiness"),
        "nation": say("SOCIALIST REPUBLIC OF VIET NAM"),
        "navigation": say("Other pages"),
        "not_real": say("not real figures"),
        "not_released": say("not yet released"),
        "number": say("No."),
        "overview": say("Overview"),
        "recipients": say("Recipients:"),
        "skip": say("Skip to the main content"),
        "synthetic": say("SYNTHETIC DATA"),
        "top": say("Back to top"),
    }


def field_labels(opening: Opening) -> dict[Signer, str]:
    """Return what the fields in which a document is signed are called, by who signs."""
    say = opening.locale.say
    return {
        "signer": say("Signature of who signs"),
        "organisation": say("Signature of the organisation"),
    }


def _plain_heading(opening: object, locale: Locale) -> dict[str, str]:
    """Return the lines of a report in plain form that stand under its title."""
    if not isinstance(opening, Heading):
        return {"reference": "", "to": ""}
    number, names = opening.number or "…", locale.listed(opening.to)
    reference = locale.say("No. {number}/{symbol}", number=number, symbol=opening.symbol)
    return {
        "reference": reference if opening.symbol else "",
        "to": locale.say("To: {names}", names=names) if names else "",
    }
