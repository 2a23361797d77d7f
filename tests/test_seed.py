"""Every figure of the report of May 2021, typed by hand from the source, against the data set."""

from __future__ import annotations

from datetime import date

import pytest

from ictanalysis.analysis import Month
from tests.datasets import MAY, REAL, loaded

FLOWS = [
    ("directive_letters_media_orientation", "directives.orientation_letters", 2),
    ("outgoing_documents", "documents.outgoing", 16401),
    ("outgoing_documents_signed", "documents.signed", 13018),
    ("certificates_new", "certificates.new", 10),
    ("mailboxes_new", "email.new", 2),
    ("dossiers_received", "dossiers.received", 4943),
    ("dossiers_received_in_person", "dossiers.received[channel=in_person]", 3596),
    ("dossiers_received_online", "dossiers.received[channel=online]", 1347),
    ("dossiers_resolved", "dossiers.resolved", 3772),
    ("dossiers_level3", "dossiers.received[level=3]", 1467),
    ("dossiers_level3_in_person", "dossiers.received[level=3,channel=in_person]", 1293),
    ("dossiers_level3_online", "dossiers.received[level=3,channel=online]", 174),
    ("dossiers_level4", "dossiers.received[level=4]", 1587),
    ("dossiers_level4_in_person", "dossiers.received[level=4,channel=in_person]", 414),
    ("dossiers_level4_online", "dossiers.received[level=4,channel=online]", 1173),
    ("portal_posts_vietnamese", "portal.posts[language=vi]", 45),
    ("portal_posts_khmer", "portal.posts[language=km]", 18),
    ("portal_documents_total", "portal.documents", 55),
    ("portal_documents_leader_schedules", "portal.documents[category=leader_schedule]", 4),
    (
        "portal_documents_citizen_reception_schedules",
        "portal.documents[category=reception_schedule]",
        1,
    ),
    ("portal_documents_legal_normative", "portal.documents[category=legal_normative]", 8),
    ("portal_documents_notices", "portal.documents[category=notice]", 4),
    ("portal_documents_directives", "portal.documents[category=directive]", 8),
    ("portal_documents_admin_reform", "portal.documents[category=admin_reform]", 1),
    ("portal_documents_legal_dissemination", "portal.documents[category=legal_dissemination]", 2),
    ("portal_documents_procurement", "portal.documents[category=procurement]", 2),
    ("portal_documents_new_rural_decisions", "portal.documents[category=new_rural]", 8),
    ("portal_documents_covid19", "portal.documents[category=covid19]", 7),
    ("portal_documents_election", "portal.documents[category=election]", 3),
    ("portal_documents_plans", "portal.documents[category=plan]", 2),
    ("portal_documents_drafts_for_comment", "portal.documents[category=draft_for_comment]", 14),
    ("nonbusiness_publication_licences", "press.licences", 19),
    ("nonbusiness_publication_dossiers_online", "press.licence_dossiers_online", 19),
    ("directives_grassroots_media", "radio.directives", 3),
    ("citizens_periodic_reception", "reception.periodic_citizens", 0),
    ("citizens_regular_reception", "reception.regular_citizens", 0),
    ("staff_resignations_agreed", "office.resignations", 1),
    ("inspections_periodic", "inspections.conducted[inspection_type=periodic]", 1),
    ("inspections_unscheduled", "inspections.conducted[inspection_type=unscheduled]", 1),
    ("denunciations_received", "petitions.denunciations", 0),
    ("complaints_new", "petitions.complaints", 0),
    ("petitions_received", "petitions.feedback", 0),
    ("new_degradation_signs", "party.degradation_signs", 0),
    ("directives_covid_media", "assessment.covid_directives", 2),
    ("portal_documents_covid19_restated", "portal.documents[category=covid19]", 7),
    ("portal_documents_election_restated", "portal.documents[category=election]", 3),
    ("plan_items", "work_plan.tasks", 6),
]
STOCKS = [
    ("ioffice_users_total", "documents.users", 7254),
    ("certificates_total", "certificates.active", 2233),
    ("certificates_org", "certificates.active[holder=organization]", 469),
    ("certificates_personal", "certificates.active[holder=personal]", 1764),
    ("certificates_personal_usb", "certificates.active[holder=personal,carrier=usb]", 1727),
    ("certificates_personal_sim_pki", "certificates.active[holder=personal,carrier=sim_pki]", 37),
    ("mailboxes_total", "email.mailboxes", 7648),
    ("online_services_total", "services.provided", 1858),
    ("online_services_level3", "services.provided[level=3]", 818),
    ("online_services_level4", "services.provided[level=4]", 612),
    ("procedures_published_national_portal", "procedures.published", 1416),
    ("component_sites_total", "component_sites.sites", 40),
    ("commune_radio_stations", "radio.stations", 82),
    ("training_political_theory_advanced", "training.people[course=theory_advanced]", 3),
    ("training_political_theory_intermediate", "training.people[course=theory_intermediate]", 2),
    ("training_principal_inspector", "training.people[course=principal_inspector]", 1),
]
DERIVED = [
    ("drafts_submitted_ppc", "directives.submitted_ppc", 2, "flow"),
    ("drafts_submitted_steering_committee", "directives.submitted_steering_committee", 1, "flow"),
    ("decisions_issued_listed", "directives.decisions_issued", 3, "flow"),
    ("plans_issued_listed", "directives.plans_issued", 2, "flow"),
    ("postal_draft_decisions", "postal.draft_decisions", 1, "flow"),
    ("telecom_documents_sent", "telecom.documents_sent", 2, "flow"),
    ("new_rural_communes_confirmed", "telecom.rural_communes_confirmed", 3, "flow"),
    ("new_rural_appraisal_visits", "telecom.rural_appraisal_visits", 1, "flow"),
    ("radio_frequency_inspection_participation", "telecom.frequency_inspections_joined", 1, "flow"),
    ("outgoing_documents_unsigned", "documents.unsigned", 3383, "flow"),
    ("dossiers_pending", "dossiers.pending", 1171, "flow"),
    ("dossiers_level1_2", "dossiers.received[level=1-2]", 1889, "flow"),
    ("dossiers_level1_2_in_person", "dossiers.received[level=1-2,channel=in_person]", 1889, "flow"),
    ("dossiers_level1_2_online", "dossiers.received[level=1-2,channel=online]", 0, "flow"),
    ("it_documents_listed", "it_guidance.documents", 6, "flow"),
    ("portal_posts_total", "portal.posts", 63, "flow"),
    ("press_documents_sent", "press.documents_sent", 1, "flow"),
    ("leadership_events_listed", "leadership.events", 12, "flow"),
    ("periodic_reception_days", "reception.periodic_days", 1, "flow"),
    ("dialogues_with_citizens", "reception.dialogues", 1, "flow"),
    ("submissions_department_planning", "office.submissions_planning", 2, "flow"),
    ("inspections_total", "inspections.conducted", 2, "flow"),
    ("certificates_total_prev_month", "certificates.opening", 2223, "stock"),
    ("mailboxes_total_prev_month", "email.opening", 7646, "stock"),
    ("online_services_level1_2", "services.provided[level=1-2]", 428, "stock"),
    ("training_total", "training.people", 6, "stock"),
]
"""What only follows from the source: differences, sums and counts of its lists."""
ESTIMATED = [
    ("component_sites_posts", "component_sites.posts", 472, "flow"),
    ("radio_selfproduced_minutes_per_day", "radio.minutes_per_day", 27, "average"),
]
DATES = [
    (
        "periodic_reception_date",
        "reception.periodic_date",
        date(2021, 5, 5),
        "ngày 05 tháng 5 năm 2021",
    ),
    (
        "election_day",
        "assessment.election_day",
        date(2021, 5, 23),
        "ngày 23 tháng 5 năm 2021",
    ),
]
DERIVED_RATIOS = [
    ("dossiers_level3_4_online_rate", "dossiers.online_rate_level_3_4", "44,11%"),
    ("component_sites_posts_per_site", "component_sites.posts_per_site", "11,8"),
]
MISSING = ["security_incidents"]
TARGETS = ["online_service_l4_plan_target", "online_service_l4_target_2021"]

STATED_RATES = [
    ("documents.signed_rate", 79.37, "79,37%"),
    ("services.level_share[level=3]", 44.03, "44,03%"),
    ("services.level_share[level=4]", 32.94, "32,94%"),
    ("dossiers.online_rate[level=3]", 11.86, "11,86%"),
    ("dossiers.online_rate[level=4]", 73.91, "73,91%"),
]


@pytest.fixture(scope="module")
def may() -> Month:
    return loaded(REAL).month(MAY)


def test_every_row_of_the_source_is_asserted_once() -> None:
    rows = [*FLOWS, *STOCKS, *DERIVED, *ESTIMATED, *DATES, *DERIVED_RATIOS]
    names = [*(row[0] for row in rows), *MISSING, *TARGETS]
    assert len(names) == 98
    assert len(set(names)) == 98


@pytest.mark.parametrize(("source", "key", "value"), FLOWS)
def test_flow_has_the_value_of_the_source(may: Month, source: str, key: str, value: int) -> None:
    figure = may[key]
    assert (figure.value, figure.status, figure.kind) == (value, "A", "flow"), source


@pytest.mark.parametrize(("source", "key", "value"), STOCKS)
def test_stock_has_the_value_of_the_source(may: Month, source: str, key: str, value: int) -> None:
    figure = may[key]
    assert (figure.value, figure.status, figure.kind) == (value, "A", "stock"), source


@pytest.mark.parametrize(("source", "key", "value", "kind"), DERIVED)
def test_figure_that_only_follows_from_the_source_says_so(
    may: Month, source: str, key: str, value: int, kind: str
) -> None:
    figure = may[key]
    assert (figure.value, figure.status, figure.kind) == (value, "I", kind), source


@pytest.mark.parametrize(("source", "key", "value", "kind"), ESTIMATED)
def test_approximate_figure_is_an_estimate(
    may: Month, source: str, key: str, value: int, kind: str
) -> None:
    figure = may[key]
    assert (figure.value, figure.status, figure.kind) == (value, "E", kind), source
    assert figure.prose == f"khoảng {value}"


@pytest.mark.parametrize(("source", "key", "day", "words"), DATES)
def test_date_has_the_day_of_the_source(
    may: Month, source: str, key: str, day: date, words: str
) -> None:
    figure = may[key]
    assert figure.value == day.toordinal(), source
    assert figure.prose == words


@pytest.mark.parametrize(("source", "key", "text"), DERIVED_RATIOS)
def test_derived_ratio_is_that_of_the_source(may: Month, source: str, key: str, text: str) -> None:
    assert may[key].text == text, source


def test_security_incidents_are_missing_and_not_zero(may: Month) -> None:
    figure = may["security.incidents"]
    assert figure.value is None
    assert figure.status == "M"
    assert figure.prose == "chưa có số liệu"
    assert figure.sources[0].endswith("2021-05/security.csv:2")


def test_the_target_for_level_4_in_2021_is_100_percent(may: Month) -> None:
    shown = {
        (target.indicator, target.value, target.issued.isoformat(), target.denominators_agree)
        for target in may.targets
        if target.decision == "1145/BTTTT-THH"
    }
    assert shown == {("services.level_share[level=4]", 100.0, "2021-04-19", False)}


def test_only_targets_whose_dates_hold_the_whole_month_count(may: Month) -> None:
    decisions = [target.decision for target in may.targets]
    assert decisions == ["749/QĐ-TTg", "1145/BTTTT-THH"]


@pytest.mark.parametrize(("key", "stated", "text"), STATED_RATES)
def test_stated_rate_stands_in_the_data_and_is_recomputed(
    may: Month, key: str, stated: float, text: str
) -> None:
    cell = may.cells[may.data.catalog.resolve(key)]
    assert cell.value == stated
    assert may[key].text == text


def test_only_approximate_figures_are_estimates_derived_ones_are_marked_and_one_is_missing(
    may: Month,
) -> None:
    uncertain = {str(key): cell.status for key, cell in may.cells.items() if cell.status != "A"}
    assert uncertain == {
        "component_sites.posts": "E",
        "radio.minutes_per_day": "E",
        "security.incidents": "M",
        **{row[1]: "I" for row in DERIVED},
    }


def test_the_data_set_holds_no_figure_that_the_source_does_not_have(may: Month) -> None:
    known = {row[1] for row in (*FLOWS, *STOCKS, *DERIVED, *ESTIMATED, *DATES)}
    known |= {row[0] for row in STATED_RATES} | {"security.incidents"}
    assert {str(key) for key in may.cells} == known
    assert len(may.cells) == 97
