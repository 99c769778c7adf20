"""What the tables' columns and fields are called to somebody who reads about a child, and what their values mean.

A field is looked up as "table.field" and then as "field". One without words is in the structured file alone.
"""

from collections.abc import Mapping
from typing import Any

from opspor.domain.absence import AWAY_WORDS
from opspor.domain.assessment import (
    CERTAINTY_WORDS,
    CONTEXT_WORDS,
    DURATION_WORDS,
    FOLLOW_UP_WORDS,
    OFTEN_WORDS,
    POSITION_WORDS,
    SEEN_WORDS,
    SOURCE_WORDS,
    STRENGTH_WORDS,
    TRIVSEL_WORDS,
    FactorKind,
)
from opspor.domain.beredskab import CERTAINTY_WORDS as HOW_SURE_WORDS
from opspor.domain.beredskab import Track
from opspor.domain.child import CUSTODY_WORDS
from opspor.domain.concern import HOW_SAID_WORDS, Danger, StepState
from opspor.domain.contact import WAY_WORDS as CONTACT_WORDS
from opspor.domain.environment import FRAME_WORDS
from opspor.domain.follow_up import EFFECT_WORDS, FollowUpDone
from opspor.domain.forum import OUTCOME_WORDS
from opspor.domain.meeting import MEETING_WORDS, MeetingStatus, Side
from opspor.domain.network import CONSIDERED_WORDS, RING_WORDS, SECTOR_WORDS
from opspor.domain.network import OFTEN_WORDS as HOW_OFTEN_WORDS
from opspor.domain.paper import INFORMED_WORDS, PaperEvent, PaperKind, ReplyKind
from opspor.domain.plans import Level, PlanStatus
from opspor.domain.pupil import FACE_WORDS
from opspor.domain.rights import RightKind
from opspor.domain.rounds import ReasonKind
from opspor.domain.sharing import BASIS_WORDS
from opspor.domain.subject_access import Asker
from opspor.domain.transition import BASIS_WORDS as RULE_WORDS
from opspor.domain.transition import WAY_WORDS as TRANSITION_WORDS
from opspor.domain.visit import LOOKED_WORDS, VISIT_WORDS

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Barnet og familien": (
        "child", "record", "enrolment", "particulars", "carer", "sibling", "help_given", "network_map",
    ),
    "Vurderinger": (
        "own_assessment", "joint_assessment", "minority_view", "minority_answer", "round_reason",
        "round_child_assessor", "home_visit", "visit_need", "visit_not_held", "pupil_view",
    ),
    "Iagttagelser, barnets ord og fravær": ("observation", "childs_words", "absence"),
    "Analyser, fokuspunkter og planer": (
        "analysis", "focus_point", "action_plan", "baton", "baton_answer", "follow_up",
    ),
    "Møder og kontakt med forældre": ("parent_contact", "meeting", "meeting_agreement", "transition"),
    "Bekymringer og papirer": (
        "concern", "concern_closing", "concern_audience", "concern_reader", "track_step", "track_decision", "paper",
        "paper_cpr", "paper_sent", "paper_reply", "paper_note", "forum_item", "forum_conclusion", "forum_agreement",
    ),
    "Oplysning, samtykke og ønsker": ("information_notice", "consent", "rights_note", "filing", "subject_access"),
    "Loggen": ("log_entry",),
}  # fmt: skip

HEADINGS: Mapping[str, str] = {
    "child": "Barnet",
    "record": "",
    "enrolment": "Gruppe",
    "particulars": "Oplysninger om barnet",
    "carer": "Forælder eller anden omsorgsperson",
    "sibling": "Søskende",
    "help_given": "Hjælp, barnet har fået",
    "network_map": "Netværkskort",
    "own_assessment": "Egen vurdering",
    "joint_assessment": "Fælles vurdering",
    "minority_view": "Nogen så det anderledes",
    "minority_answer": "Svar fra den, der så det anderledes",
    "round_reason": "Grund i en runde",
    "round_child_assessor": "Hvem der vurderer barnet",
    "home_visit": "Hjemmebesøg",
    "visit_need": "Behov for et besøg",
    "visit_not_held": "Besøg, der ikke blev til noget",
    "pupil_view": "Elevens eget syn",
    "observation": "Iagttagelse",
    "childs_words": "Barnets egne ord",
    "absence": "Fravær",
    "analysis": "Analyse",
    "focus_point": "Fokuspunkt",
    "action_plan": "Handleplan",
    "baton": "Handleplanen gives videre",
    "baton_answer": "Svar om at tage handleplanen",
    "follow_up": "Opfølgning",
    "parent_contact": "Kontakt med forældre",
    "meeting": "Møde",
    "meeting_agreement": "Aftale fra et møde",
    "transition": "Overgangsbeskrivelse",
    "concern": "Bekymring",
    "concern_closing": "Bekymringen er lukket",
    "concern_audience": "Hvem der må åbne bekymringen",
    "concern_reader": "Må åbne bekymringen",
    "track_step": "Skridt i beredskabsplanen",
    "track_decision": "Beslutning",
    "paper": "Papir",
    "paper_cpr": "CPR-nummer på et papir",
    "paper_sent": "Papiret er sendt",
    "paper_reply": "Svar på en underretning",
    "paper_note": "Note om et papir",
    "forum_item": "Punkt på et sparringsmøde",
    "forum_conclusion": "Konklusion fra sparring",
    "forum_agreement": "Aftale fra sparring",
    "information_notice": "Forældrene er orienteret",
    "consent": "Samtykke eller andet grundlag",
    "rights_note": "Familiens ønsker og svar",
    "filing": "Lagt i kommunens journal",
    "subject_access": "Anmodning om indsigt",
    "log_entry": "Hvem der har set og skrevet",
}

_TRACKS = {
    Track.ACUTE: "Akut", Track.PARENTS: "Mistanke mod forældre", Track.NETWORK: "Mistanke mod en i netværket",
    Track.EMPLOYEE: "Mistanke mod en ansat", Track.CHILDREN: "Mellem børn", Track.HONOUR: "Negativ social kontrol",
    Track.EXTREMISM: "Ekstremisme", Track.ABSENCE: "Fravær", Track.SELF_HARM: "Selvskade", Track.UNBORN: "Ufødt barn",
    Track.GENERAL: "Almindelig bekymring",
}  # fmt: skip
_DANGER: Mapping[Danger, str] = {
    Danger.NOW: "Barnet var i fare nu", Danger.NOT_SAFE_HOME: "Barnet kunne ikke trygt gå hjem",
    Danger.NO: "Ikke i fare",
}  # fmt: skip
_STATUS: Mapping[Any, str] = {
    PlanStatus.OPEN: "I gang", PlanStatus.CLOSED: "Afsluttet", MeetingStatus.PLANNED: "Planlagt",
    MeetingStatus.HELD: "Holdt", MeetingStatus.CANCELLED: "Aflyst",
}  # fmt: skip
_CERTAINTY: Mapping[Any, str] = {**CERTAINTY_WORDS, **HOW_SURE_WORDS}
_ANSWERS: Mapping[Any, str] = {**SEEN_WORDS, **OFTEN_WORDS, **FRAME_WORDS, **LOOKED_WORDS}

# Values that are codes: field -> code -> words.
_VALUES: Mapping[str, Mapping[Any, str]] = {
    "context": CONTEXT_WORDS,
    "position": POSITION_WORDS,
    "trivsel": TRIVSEL_WORDS,
    "answers": _ANSWERS,
    "position_answers": _ANSWERS,
    "environment": FRAME_WORDS,
    "faces": FACE_WORDS,
    "goals": EFFECT_WORDS,
    "effect": EFFECT_WORDS,
    "factors.kind": {FactorKind.RISK: "Belaster", FactorKind.PROTECTIVE: "Beskytter"},
    "strength": STRENGTH_WORDS,
    "duration": DURATION_WORDS,
    "source": SOURCE_WORDS,
    "certainty": _CERTAINTY,
    "joint_assessment.follow_up": FOLLOW_UP_WORDS,
    "carer.custody": CUSTODY_WORDS,
    "visit_type": VISIT_WORDS,
    "round_reason.kind": {
        ReasonKind.ALONE: "Én vurderer alene", ReasonKind.START: "Begyndt, før forældrene var orienteret",
        ReasonKind.NOT_ASSESSED: "Ikke vurderet i runden", ReasonKind.OPENED: "Åbnet, før alle havde afleveret",
    },
    "status": _STATUS,
    "meeting.kind": MEETING_WORDS,
    "side": {
        Side.FAMILY: "Familien", Side.RELATION: "Fra netværket", Side.STAFF: "Medarbejder",
        Side.PROFESSIONAL: "Fagperson",
    },
    "sector": SECTOR_WORDS,
    "ring": RING_WORDS,
    "often": HOW_OFTEN_WORDS,
    "considered": CONSIDERED_WORDS,
    "level": {Level.PRIMARY: "Primær", Level.SECONDARY: "Sekundær", Level.TERTIARY: "Tertiær"},
    "parent_contact.way": CONTACT_WORDS,
    "transition.way": TRANSITION_WORDS,
    "transition.basis": RULE_WORDS,
    "consent.basis": BASIS_WORDS,
    "sharing.kind": BASIS_WORDS,
    "danger": _DANGER,
    "topic": _TRACKS,
    "before": _TRACKS,
    "track_decision.to": _TRACKS,
    "state": {StepState.OPEN: "Åben", StepState.DONE: "Gjort", StepState.NOT_RELEVANT: "Ikke relevant"},
    "childs_words.how": HOW_SAID_WORDS,
    "informed": INFORMED_WORDS,
    "child_informed": INFORMED_WORDS,
    "paper.kind": {PaperKind.BRIEF: "Drøftelsesark", PaperKind.UNDERRETNING: "Underretning"},
    "paper_reply.kind": {
        ReplyKind.RECEIPT: "Kvittering", ReplyKind.FEEDBACK: "Tilbagemelding", ReplyKind.OTHER: "Andet svar",
    },
    "paper_note.event": {
        PaperEvent.SUPPLEMENTED: "Suppleret", PaperEvent.REMINDED: "Rykket for svar",
        PaperEvent.CONSIDERED: "Ny underretning overvejet", PaperEvent.FILE_DELETED: "Filen er slettet fra pc'en",
        PaperEvent.JOURNALISED: "Lagt i kommunens journal",
    },
    "outcomes": OUTCOME_WORDS,
    "follow_up.kind": {FollowUpDone.HELD: "Der blev set på det", FollowUpDone.POSTPONED: "Udsat"},
    "absence.kind": AWAY_WORDS,
    "rights_note.kind": {
        RightKind.REMARK: "Bemærkning", RightKind.RESTRICTION: "Begrænsning", RightKind.OBJECTION: "Indsigelse",
        RightKind.NOT_INFORMED: "Ikke orienteret, med grund", RightKind.ANSWER: "Svar",
    },
    "asker": {
        Asker.CARER: "En forælder", Asker.YOUTH: "Den unge selv", Asker.OTHER: "En anden på vegne af barnet",
    },
}  # fmt: skip
VALUES: Mapping[str, Mapping[str, str]] = {
    field: {str(code): words for code, words in known.items()} for field, known in _VALUES.items()
}
# Fields whose parts are named by a form.
BY_FORM = ("answers", "position_answers", "environment", "faces", "notes", "texts")

LABELS: Mapping[str, str] = {
    "first_name": "Fornavn", "last_name": "Efternavn", "birth_date": "Født", "cpr": "CPR-nummer",
    "protected": "Navne- og adressebeskyttelse", "address": "Adresse", "phone": "Telefon",
    "contact_person": "Kontaktperson", "interpreter": "Tolk", "language": "Sprog", "note": "Note", "name": "Navn",
    "relation": "Relation", "custody": "Del i forældremyndigheden", "lives_with_child": "Bor med barnet",
    "about": "Om", "sibling.about": "Om", "what": "Hvad", "effect": "Hvad kom der ud af det",
    "ongoing": "I gang endnu", "since": "Fra", "until": "Til", "group_id": "Gruppe", "context": "Hvor",
    "round_id": "Runde", "position": "Barnets position", "trivsel": "Trivsel",
    "position_reason": "Begrundelse for positionen", "trivsel_reason": "Begrundelse for trivslen",
    "strengths": "Det, barnet er god til og glad for", "find_out": "Det vil vi finde ud af",
    "find_out_on": "Find ud af det senest", "find_out_by": "Hvem finder ud af det",
    "find_out.what": "Det vil vi finde ud af", "find_out.who": "Hvem finder ud af det", "find_out.on": "Senest",
    "code": "Faktor", "factors.kind": "Belaster eller beskytter", "strength": "Hvor meget", "duration": "Hvor længe",
    "source": "Hvorfra ved vi det", "certainty": "Hvor sikkert", "reason": "Begrundelse", "minutes": "Minutter",
    "minority.text": "Så det anderledes", "minority.staff_id": "Hvem så det anderledes",
    "minority_view.staff_id": "Hvem så det anderledes", "minority_answer.staff_id": "Hvem svarer",
    "minority.written_by": "Skrevet af", "written_by": "Skrevet af", "confirmed": "Står ved det", "text": "Tekst",
    "parents.who": "Forælder", "parents.text": "Forælderens syn", "not_asked": "Ikke spurgt, fordi",
    "participants": "Deltagere", "environment_note": "Det ændrer vi først i rammen",
    "joint_assessment.follow_up": "Opfølgning", "follow_up_note": "Om opfølgningen", "follow_up_on": "Ses igen",
    "staff_id": "Medarbejder", "visit_type": "Besøg", "visited_on": "Besøgt", "present": "Til stede",
    "parents_words": "Forældrenes ord", "agreements.what": "Aftale", "agreements.who": "Hvem",
    "next_on": "Næste gang", "adviser": "Rådgiver med", "adviser.adviser": "Rådgiver med",
    "adviser.yes_from": "Sagt ja af", "adviser.yes_on": "Sagt ja den", "adviser.told": "Det fik forældrene at vide",
    "colleague": "Talt med en kollega", "in_journal": "Skrevet i journalen", "journal_on": "I journalen den",
    "due_on": "Senest", "why": "Hvorfor", "done": "Gjort", "day": "Dag", "wants": "Eleven vil svare",
    "said_on": "Sagt den", "place": "Sted", "words": "Ord", "asked": "Spurgt om", "how": "Hvordan",
    "asked_by": "Spurgt af", "absence.kind": "Slags", "share": "Hvor stor en del", "given_on": "Givet den",
    "title": "Titel", "wonder": "Det undrer vi os over", "resources": "Ressourcer",
    "not_when": "Hvornår det ikke sker", "goal": "Mål", "action": "Det gør de voksne", "responsible_id": "Ansvarlig",
    "starts_on": "Begynder", "parents": "Forældrenes syn", "childs_view": "Barnets syn",
    "closed_because": "Afsluttet, fordi", "status": "Status", "goals.text": "Mål", "seen_by": "Det ser vi på",
    "wanted_by": "Derfor vil barn og familie det", "possible_by": "Det gør det muligt", "by": "Senest", "who": "Hvem",
    "parts.text": "Delmål", "parts.by": "Delmål senest", "parts.done": "Delmålet er nået",
    "expected_until": "Forventes at vare til", "level": "Niveau", "step": "Trin", "why_step": "Hvorfor det trin",
    "category": "Kommunens kategori", "offer.name": "Tilbud", "waiting": "Ventetid", "meanwhile": "Imens gør vi",
    "parallel": "Det får barnet i forvejen", "holder_id": "Har handleplanen", "to_id": "Gives til",
    "accepted": "Sagt ja", "next": "Næste gang", "follow_up.kind": "Hvad skete der", "on": "Den", "goals": "Mål",
    "held_on": "Holdt den", "talked": "Fik talt sammen", "way": "Hvordan", "people.who": "Hvem",
    "people.view": "Deres syn", "agreed": "Aftalt", "people.name": "Navn", "sector": "Del af livet",
    "ring": "Hvor tæt på", "often": "Hvor tit", "means": "Betyder for barnet", "helps": "Kan hjælpe med",
    "drawn_with": "Tegnet sammen med", "considered": "Netværket er overvejet", "considered_on": "Overvejet den",
    "meeting.kind": "Møde", "at": "Klokken", "purpose": "Formål", "participants.name": "Deltager", "role": "Rolle",
    "side": "Hvem fra", "outside": "Udefra", "came": "Kom", "yes_from": "Sagt ja af", "yes_on": "Sagt ja den",
    "legal_basis": "Regel", "agenda.title": "Punkt", "agenda.note": "Sagt om punktet",
    "parents_know": "Det ved forældrene", "named": "Barnet nævnes ved navn", "named_because": "Grundlag for navnet",
    "childs_part": "Barnets del i mødet", "network_considered": "Netværket er overvejet",
    "cancelled_because": "Aflyst, fordi", "who_id": "Hvem", "to": "Til", "deleted_on": "Teksten er slettet den",
    "lines.label": "Linje", "lines.text": "Der står", "lines.asked": "Spurgt om", "because": "Fordi",
    "read_by": "Læst igennem med", "read_on": "Læst igennem den", "rule.basis": "Grundlag", "rule.words": "Reglen",
    "rule.checked_on": "Reglen er set efter", "typed_name": "Skrevet om", "danger": "Fare", "topic": "Spor",
    "state": "Status", "outcome": "Udfald", "again_on": "Ses igen", "safe": "Trygt i dag", "arranged": "Aftalt",
    "others": "Andre", "view": "Egen mening", "told_at": "Fortalt den", "disagrees": "Uenig", "mine": "Egen mening",
    "signs": "Tegn", "then": "Så gør vi", "weighed": "Vejet op imod", "when": "Hvornår", "decided_by": "Besluttet af",
    "decided_on": "Besluttet den", "carers": "Forældre", "watch": "Hold øje med", "reaction": "Reaktion",
    "carer": "Forælder", "rung_at": "Ringet den", "said": "Sagt", "before": "Før", "paper.kind": "Papir",
    "section.text": "Tekst", "sections.text": "Tekst", "could_not": "Kunne ikke oplyses, fordi",
    "sections.yes": "Svar", "informed": "Orienteret", "when_how": "Hvornår og hvordan",
    "child_informed": "Barnet er orienteret", "child_informed_note": "Om at orientere barnet", "urgent": "Hastede",
    "anonymous": "Uden navn", "sharing.kind": "Grundlag", "from_whom": "Fra hvem", "to_whom": "Til hvem",
    "reference": "Henvisning", "sharing.given_on": "Sagt ja den", "gaps": "Manglede, da det blev sendt",
    "channel": "Sendt med", "receiver": "Modtager", "sent_on": "Sendt den", "sent_at": "Klokken",
    "came_on": "Kom den", "sender": "Afsender", "paper_reply.kind": "Svar", "event": "Hvad skete der",
    "noted_on": "Den", "kept": "Kun for dem, der er nævnt", "outcomes": "Udfald", "if_seen": "Hvis det ses",
    "consent.basis": "Grundlag", "said_yes.name": "Sagt ja", "said_yes.said_on": "Sagt ja den",
    "said_yes.how": "Hvordan", "youth": "Den unge selv", "withdrawn_on": "Trukket den",
    "withdrawn": "Trukket tilbage", "rights_note.kind": "Slags", "filed_on": "Lagt i journalen den",
    "asker": "Hvem beder", "asked_on": "Bedt om den", "longer_because": "Tager længere tid, fordi",
    "dropped_because": "Lukket uden svar, fordi", "released.on": "Givet den", "released.how": "Givet hvordan",
    "round_reason.kind": "Slags", "carer_id": "Forælder", "carer.carer_id": "",
}  # fmt: skip

# What stands in a request for access and is not handed over: what is left out of this answer, and why.
NOT_GIVEN = frozenset({"hidden", "shown", "looked_through", "decision"})
