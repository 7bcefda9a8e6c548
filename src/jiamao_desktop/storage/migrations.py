"""The tables of a book, one step after another. A released step is never edited again.

Rules of the schema: STRICT tables; every table that people's work goes into has an integer
``id`` that is never given twice and is journalled; money is an integer of fen in ``*_fen``;
days are ISO text in ``*_on``; quantities are text; every CHECK has a name, so that a refusal
can be told apart.
"""

from __future__ import annotations

from typing import Any

from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.storage import triggers
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.driver import sqlite, sqlite_utils

STEPS = sqlite_utils.Migrations("jiamao")
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_KEY = "id INTEGER PRIMARY KEY AUTOINCREMENT"


def _day(table: str, column: str) -> str:
    return f"{column} TEXT CONSTRAINT {table}_{column}_is_a_day CHECK ({column} GLOB '{_DAY}')"


def _texts(*columns: str) -> str:
    return ", ".join(f"{column} TEXT NOT NULL DEFAULT ''" for column in columns)


def _flag(table: str, column: str, rest: str = "") -> str:
    return (
        f"{column} INTEGER {rest} CONSTRAINT {table}_{column}_is_a_flag CHECK ({column} IN (0, 1))"
    )


@STEPS()
def m0001_journal(db: Any) -> None:
    """Create what makes every later change undoable and provable, and the book's own name."""
    for statement in (
        """CREATE TABLE book_info (
             one INTEGER PRIMARY KEY CONSTRAINT book_info_is_one CHECK (one = 1),
             book TEXT NOT NULL, title TEXT NOT NULL, created_at TEXT NOT NULL) STRICT""",
        """CREATE TABLE audit_tx (
             id INTEGER PRIMARY KEY, ts TEXT NOT NULL, actor TEXT NOT NULL,
             action TEXT NOT NULL, summary TEXT NOT NULL,
             undo_of INTEGER REFERENCES audit_tx(id), n_changes INTEGER NOT NULL,
             prev_hash BLOB NOT NULL, hash BLOB NOT NULL) STRICT""",
        """CREATE TABLE audit_change (
             id INTEGER PRIMARY KEY, tx INTEGER NOT NULL, tbl TEXT NOT NULL,
             rid INTEGER NOT NULL,
             op TEXT NOT NULL CONSTRAINT audit_change_op CHECK (op IN ('I', 'U', 'D')),
             old TEXT, new TEXT) STRICT""",
        "CREATE INDEX audit_change_tx ON audit_change (tx)",
        """CREATE TABLE audit_now (
             one INTEGER PRIMARY KEY CONSTRAINT audit_now_is_one CHECK (one = 1),
             tx INTEGER) STRICT""",
        "INSERT INTO audit_now VALUES (1, NULL)",
    ):
        db.execute(statement)


@STEPS()
def m0002_papers(db: Any) -> None:
    """Create the applicant, documents, 发票 and bank slips."""
    for statement in (
        f"""CREATE TABLE applicant (
             id INTEGER PRIMARY KEY CONSTRAINT applicant_is_one CHECK (id = 1),
             name TEXT NOT NULL, uscc TEXT NOT NULL, kind TEXT NOT NULL,
             ownership TEXT NOT NULL,
             {
            _texts(
                "city",
                "county",
                "address",
                "legal_representative",
                "legal_representative_phone",
                "contact",
                "office_phone",
                "fax",
                "mobile",
                "email",
                "bank_name",
                "bank_account",
                "account_name",
            )
        }) STRICT""",
        f"""CREATE TABLE document (
             {_KEY}, kind TEXT NOT NULL, title TEXT NOT NULL,
             attachment TEXT NOT NULL
               CONSTRAINT document_attachment_is_a_name CHECK (length(attachment) = 64),
             sha256 TEXT NOT NULL CONSTRAINT document_once UNIQUE
               CONSTRAINT document_sha256_is_a_digest CHECK (length(sha256) = 64),
             size INTEGER NOT NULL CONSTRAINT document_size_not_negative CHECK (size >= 0),
             mime TEXT NOT NULL, original_name TEXT NOT NULL, added_at TEXT NOT NULL) STRICT""",
        f"""CREATE TABLE fapiao (
             {_KEY}, kind TEXT NOT NULL,
             number TEXT NOT NULL CONSTRAINT fapiao_has_a_number CHECK (number <> ''),
             code TEXT NOT NULL, {_day("fapiao", "issued_on")},
             {_texts("seller", "seller_id", "buyer", "buyer_id")},
             net_fen INTEGER NOT NULL, tax_fen INTEGER NOT NULL, gross_fen INTEGER NOT NULL,
             {_texts("remark")}, document INTEGER REFERENCES document(id),
             CONSTRAINT fapiao_once UNIQUE (number, code)) STRICT""",
        "CREATE INDEX fapiao_document ON fapiao (document)",
        f"""CREATE TABLE fapiao_line (
             {_KEY}, fapiao INTEGER NOT NULL REFERENCES fapiao(id),
             position INTEGER NOT NULL, {_texts("name", "specification", "unit")},
             quantity TEXT, unit_price TEXT, net_fen INTEGER NOT NULL, {_texts("rate")},
             tax_fen INTEGER NOT NULL) STRICT""",
        "CREATE INDEX fapiao_line_fapiao ON fapiao_line (fapiao)",
        f"""CREATE TABLE payment (
             {_KEY}, number TEXT NOT NULL, {_day("payment", "paid_on")},
             {_texts("payer", "payer_account", "payee", "payee_account")},
             amount_hundredths INTEGER NOT NULL, currency TEXT NOT NULL, {_texts("remark")},
             document INTEGER REFERENCES document(id)) STRICT""",
        "CREATE INDEX payment_number ON payment (number)",
        "CREATE INDEX payment_document ON payment (document)",
    ):
        db.execute(statement)


@STEPS()
def m0003_projects(db: Any) -> None:
    """Create projects: what all have in one table, what each kind has in its own."""
    for statement in (
        f"CREATE TABLE project ({_KEY}, kind TEXT NOT NULL, title TEXT NOT NULL) STRICT",
        f"""CREATE TABLE fair (
             id INTEGER PRIMARY KEY REFERENCES project(id),
             {_texts("title_en", "country", "city")},
             {_day("fair", "starts_on")}, {_day("fair", "ends_on")}, {_texts("organiser")},
             {_flag("fair", "overseas", "NOT NULL")}, {_flag("fair", "in_key_catalogue")},
             {_texts("catalogue_entry")}, participation TEXT NOT NULL) STRICT""",
        f"""CREATE TABLE booth (
             {_KEY}, project INTEGER NOT NULL REFERENCES project(id),
             position INTEGER NOT NULL, number TEXT NOT NULL,
             area_dm2 INTEGER NOT NULL
               CONSTRAINT booth_area_not_negative CHECK (area_dm2 >= 0),
             {_flag("booth", "raw_space", "NOT NULL")}) STRICT""",
        "CREATE INDEX booth_project ON booth (project)",
        f"""CREATE TABLE participant (
             {_KEY}, project INTEGER NOT NULL REFERENCES project(id),
             position INTEGER NOT NULL, name TEXT NOT NULL, {_texts("passport_number")},
             {_day("participant", "left_on")}, {_day("participant", "returned_on")},
             {_texts("relation")}) STRICT""",
        "CREATE INDEX participant_project ON participant (project)",
        f"""CREATE TABLE certification (
             id INTEGER PRIMARY KEY REFERENCES project(id), standard TEXT NOT NULL,
             {_texts("certificate_number")}, {_day("certification", "certified_on")},
             {_texts("issuer")}, {_flag("certification", "first")}) STRICT""",
        f"""CREATE TABLE pilot (
             id INTEGER PRIMARY KEY REFERENCES project(id), {_texts("service_firm", "platform")},
             {_day("pilot", "agreement_from")}, {_day("pilot", "agreement_until")},
             {_day("pilot", "first_order_on")}) STRICT""",
    ):
        db.execute(statement)


@STEPS()
def m0004_expenses(db: Any) -> None:
    """Create expenses, the chain of evidence behind each, and the customs declarations."""
    for statement in (
        f"""CREATE TABLE expense (
             {_KEY}, category TEXT NOT NULL,
             gross_fen INTEGER NOT NULL
               CONSTRAINT expense_gross_not_nought CHECK (gross_fen <> 0),
             tax_fen INTEGER NOT NULL
               CONSTRAINT expense_tax_within_gross CHECK (abs(tax_fen) <= abs(gross_fen)),
             {_texts("description", "payee")},
             {_day("expense", "paid_on")}, {_day("expense", "issued_on")},
             {_texts("fapiao_number", "fapiao_code")},
             fapiao INTEGER REFERENCES fapiao(id),
             {
            _texts("contract_number", "payment_method", "bank_slip_number", "payer_account_name")
        },
             project INTEGER REFERENCES project(id),
             unsupported_fen INTEGER NOT NULL CONSTRAINT expense_unsupported_within_gross
               CHECK (unsupported_fen BETWEEN 0 AND max(gross_fen, 0)),
             {_texts("unsupported_reason")}, other_funding_fen INTEGER NOT NULL,
             {_texts("funded_by")}, currency TEXT NOT NULL, foreign_hundredths INTEGER,
             {_texts("rate_note", "note")}) STRICT""",
        *(
            f"CREATE INDEX expense_{column} ON expense ({column})"
            for column in (
                "paid_on",
                "issued_on",
                "payee",
                "category",
                "fapiao_number",
                "fapiao",
                "project",
            )
        ),
        # Sorts by amount, and adds everything up without touching the rows.
        """CREATE INDEX expense_sums ON expense
             (gross_fen, tax_fen, unsupported_fen, other_funding_fen, paid_on)""",
        f"""CREATE TABLE evidence (
             {_KEY}, expense INTEGER NOT NULL REFERENCES expense(id),
             document INTEGER NOT NULL REFERENCES document(id), role TEXT NOT NULL,
             CONSTRAINT evidence_once UNIQUE (expense, document, role)) STRICT""",
        "CREATE INDEX evidence_document ON evidence (document)",
        f"""CREATE TABLE declaration (
             {_KEY}, number TEXT NOT NULL, direction TEXT,
             {_day("declaration", "declared_on")}, {_day("declaration", "moved_on")},
             {
            _texts(
                "domestic_party",
                "domestic_code",
                "overseas_party",
                "customs_regime",
                "customs_regime_name",
                "levy_kind",
                "handbook",
                "contract",
                "bill",
                "transport",
                "trade_country",
                "other_country",
                "terms",
                "packages",
                "gross_weight",
                "net_weight",
            )
        },
             document INTEGER REFERENCES document(id)) STRICT""",
        """CREATE UNIQUE INDEX declaration_once ON declaration (number)
             WHERE number <> ''""",
        "CREATE INDEX declaration_declared_on ON declaration (declared_on)",
        "CREATE INDEX declaration_document ON declaration (document)",
        f"""CREATE TABLE declaration_item (
             {_KEY}, declaration INTEGER NOT NULL REFERENCES declaration(id),
             position INTEGER NOT NULL, number INTEGER NOT NULL,
             {_texts("hs_code", "name", "specification")}, quantity TEXT, {_texts("unit")},
             unit_price TEXT, total_hundredths INTEGER,
             {_texts("currency", "origin_country", "destination_country", "duty_mode")})
             STRICT""",
        "CREATE INDEX declaration_item_declaration ON declaration_item (declaration)",
        *(
            f"""CREATE VIRTUAL TABLE {table}_search USING fts5(
                 body, content='', contentless_delete=1, tokenize='unicode61')"""
            for table in ("expense", "document", "declaration")
        ),
    ):
        db.execute(statement)


@STEPS()
def m0005_claims(db: Any) -> None:
    """Create what is filed, what was granted, and what the person settled."""
    for statement in (
        f"""CREATE TABLE claim (
             {_KEY}, measure TEXT NOT NULL, pack TEXT NOT NULL, pack_version TEXT NOT NULL,
             title TEXT NOT NULL, state TEXT NOT NULL, {_day("claim", "created_on")},
             project INTEGER REFERENCES project(id), spent_fen INTEGER NOT NULL,
             ceiling_fen INTEGER NOT NULL, applied_fen INTEGER NOT NULL, granted_fen INTEGER,
             snapshot TEXT NOT NULL
               CONSTRAINT claim_snapshot_is_json CHECK (json_valid(snapshot))) STRICT""",
        "CREATE INDEX claim_project ON claim (project)",
        f"""CREATE TABLE claim_expense (
             {_KEY}, claim INTEGER NOT NULL REFERENCES claim(id),
             position INTEGER NOT NULL, expense INTEGER NOT NULL REFERENCES expense(id),
             CONSTRAINT claim_expense_once UNIQUE (claim, expense)) STRICT""",
        "CREATE INDEX claim_expense_expense ON claim_expense (expense)",
        f"""CREATE TABLE received_grant (
             {_KEY}, measure TEXT NOT NULL, level TEXT NOT NULL, amount_fen INTEGER NOT NULL,
             {_day("received_grant", "granted_on")}, {_texts("note")}) STRICT""",
        f"""CREATE TABLE answer (
             {_KEY}, fact TEXT NOT NULL, project INTEGER REFERENCES project(id),
             value_type TEXT, value TEXT, {_flag("answer", "not_applicable", "NOT NULL")},
             origin TEXT NOT NULL, {_day("answer", "as_of")}, {_texts("source")},
             CONSTRAINT answer_type_and_value CHECK ((value_type IS NULL) = (value IS NULL)))
             STRICT""",
        "CREATE UNIQUE INDEX answer_once ON answer (fact, coalesce(project, 0))",
        "CREATE INDEX answer_project ON answer (project)",
        f"""CREATE TABLE reading (
             {_KEY}, pack TEXT NOT NULL, measure TEXT NOT NULL, reading TEXT NOT NULL,
             option TEXT NOT NULL, {_texts("note")},
             CONSTRAINT reading_once UNIQUE (pack, measure, reading)) STRICT""",
        f"""CREATE TABLE parameter (
             {_KEY}, measure TEXT NOT NULL, project INTEGER REFERENCES project(id),
             param TEXT NOT NULL, value TEXT NOT NULL, source TEXT NOT NULL,
             basis TEXT NOT NULL CONSTRAINT parameter_basis
               CHECK (basis IN ('entered', 'practice'))) STRICT""",
        """CREATE UNIQUE INDEX parameter_once
             ON parameter (measure, param, coalesce(project, 0))""",
        "CREATE INDEX parameter_project ON parameter (project)",
    ):
        db.execute(statement)


@STEPS()
def m0006_matters(db: Any) -> None:
    """Create the projects that are a number and a day: vehicles, machines, refunds."""
    db.execute(
        f"""CREATE TABLE matter (
             id INTEGER PRIMARY KEY REFERENCES project(id), {_texts("number")},
             {_day("matter", "day")}, {_texts("note")}) STRICT"""
    )


@STEPS()
def m0007_answers_of_offices(db: Any) -> None:
    """Say who settled a reading, on which paper; create the letters of inquiry."""
    for statement in (
        """ALTER TABLE reading ADD COLUMN decided_by TEXT NOT NULL DEFAULT 'person'
             CONSTRAINT reading_decided_by CHECK (decided_by IN ('person', 'officer'))""",
        "ALTER TABLE reading ADD COLUMN office TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE reading ADD COLUMN officer TEXT NOT NULL DEFAULT ''",
        f"ALTER TABLE reading ADD COLUMN {_day('reading', 'decided_on')}",
        "ALTER TABLE reading ADD COLUMN document INTEGER REFERENCES document(id)",
        "CREATE INDEX reading_document ON reading (document)",
        f"""CREATE TABLE inquiry (
             {_KEY}, office TEXT NOT NULL, {_day("inquiry", "made_on")},
             {_day("inquiry", "sent_on")}, {_day("inquiry", "answered_on")},
             document INTEGER NOT NULL REFERENCES document(id)) STRICT""",
        "CREATE INDEX inquiry_document ON inquiry (document)",
        f"""CREATE TABLE inquiry_word (
             {_KEY}, inquiry INTEGER NOT NULL REFERENCES inquiry(id),
             position INTEGER NOT NULL, pack TEXT NOT NULL, measure TEXT NOT NULL,
             word TEXT NOT NULL) STRICT""",
        "CREATE INDEX inquiry_word_inquiry ON inquiry_word (inquiry)",
    ):
        db.execute(statement)


@STEPS()
def m0008_grants_of_a_group(db: Any) -> None:
    """Tell support of other firms of the group from the applicant's own."""
    flag = _flag("received_grant", "of_group", "NOT NULL DEFAULT 0")
    db.execute(f"ALTER TABLE received_grant ADD COLUMN {flag}")


@STEPS()
def m0009_guides_and_rates(db: Any) -> None:
    """Create the guides in use, the firm's own versions of them, and the exchange rates."""
    for statement in (
        f"""CREATE TABLE own_guide (
             {_KEY}, origin TEXT NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL
               CONSTRAINT own_guide_content_is_json CHECK (json_valid(content))) STRICT""",
        f"""CREATE TABLE adopted_guide (
             {_KEY}, measure TEXT NOT NULL, project INTEGER REFERENCES project(id),
             guide TEXT NOT NULL, own INTEGER REFERENCES own_guide(id)) STRICT""",
        "CREATE UNIQUE INDEX adopted_guide_once ON adopted_guide (measure, coalesce(project, 0))",
        "CREATE INDEX adopted_guide_project ON adopted_guide (project)",
        "CREATE INDEX adopted_guide_own ON adopted_guide (own)",
        f"""CREATE TABLE exchange_rate (
             {_KEY}, currency TEXT NOT NULL, {_day("exchange_rate", "day")},
             value TEXT NOT NULL, per INTEGER NOT NULL
               CONSTRAINT exchange_rate_per CHECK (per IN (1, 100)),
             target TEXT NOT NULL, {_texts("source")},
             CONSTRAINT exchange_rate_once UNIQUE (currency, day, target)) STRICT""",
    ):
        db.execute(statement)


@STEPS()
def m0010_chosen_lines(db: Any) -> None:
    """Tell a claim on chosen expenses from one on all that count."""
    db.execute(f"ALTER TABLE claim ADD COLUMN {_flag('claim', 'chosen', 'NOT NULL DEFAULT 0')}")


def refuse_newer(db: Database, steps: Any = STEPS) -> None:
    """Refuse a book that a newer program has migrated, before anything is written.

    Raises:
        UserError: ``book.newer``.
    """
    known = set(_names(steps))
    if unknown := [step.name for step in steps.applied(db) if step.name not in known]:
        raise UserError("book.newer", step=unknown[-1])


def migrate(db: Database, steps: Any = STEPS) -> bool:
    """Bring a book's tables up to date; tell whether there was anything to do.

    Each step is one transaction with the record of it. Afterwards the triggers are made anew,
    because changing a table drops them, and the references are checked.

    Raises:
        MachineError: ``book.migration_failed``; the step that failed left nothing behind.
    """
    if not steps.pending(db):
        return False
    db.conn.execute("PRAGMA foreign_keys=OFF")
    try:
        steps.apply(db)
        triggers.install(db)
        if db.conn.execute("PRAGMA foreign_key_check").fetchone():
            raise MachineError("book.migration_failed", reason="foreign_key_check")
    except sqlite.Error as error:
        raise MachineError("book.migration_failed", reason=type(error).__name__) from error
    finally:
        db.conn.execute("PRAGMA foreign_keys=ON")
    return True


def _names(steps: Any) -> list[str]:
    """Return the names of all steps: those pending on a database that has none applied."""
    with sqlite_utils.Database(memory=True, execute_plugins=False) as empty:
        return [step.name for step in steps.pending(empty)]
