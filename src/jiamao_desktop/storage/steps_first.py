"""The first ten steps of a book: its journal, papers, projects, expenses and claims."""

from __future__ import annotations

from typing import Any

from jiamao_desktop.storage.schema import KEY, day, flag, texts


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


def m0002_papers(db: Any) -> None:
    """Create the applicant, documents, 发票 and bank slips."""
    for statement in (
        f"""CREATE TABLE applicant (
             id INTEGER PRIMARY KEY CONSTRAINT applicant_is_one CHECK (id = 1),
             name TEXT NOT NULL, uscc TEXT NOT NULL, kind TEXT NOT NULL,
             ownership TEXT NOT NULL,
             {
            texts(
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
             {KEY}, kind TEXT NOT NULL, title TEXT NOT NULL,
             attachment TEXT NOT NULL
               CONSTRAINT document_attachment_is_a_name CHECK (length(attachment) = 64),
             sha256 TEXT NOT NULL CONSTRAINT document_once UNIQUE
               CONSTRAINT document_sha256_is_a_digest CHECK (length(sha256) = 64),
             size INTEGER NOT NULL CONSTRAINT document_size_not_negative CHECK (size >= 0),
             mime TEXT NOT NULL, original_name TEXT NOT NULL, added_at TEXT NOT NULL) STRICT""",
        f"""CREATE TABLE fapiao (
             {KEY}, kind TEXT NOT NULL,
             number TEXT NOT NULL CONSTRAINT fapiao_has_a_number CHECK (number <> ''),
             code TEXT NOT NULL, {day("fapiao", "issued_on")},
             {texts("seller", "seller_id", "buyer", "buyer_id")},
             net_fen INTEGER NOT NULL, tax_fen INTEGER NOT NULL, gross_fen INTEGER NOT NULL,
             {texts("remark")}, document INTEGER REFERENCES document(id),
             CONSTRAINT fapiao_once UNIQUE (number, code)) STRICT""",
        "CREATE INDEX fapiao_document ON fapiao (document)",
        f"""CREATE TABLE fapiao_line (
             {KEY}, fapiao INTEGER NOT NULL REFERENCES fapiao(id),
             position INTEGER NOT NULL, {texts("name", "specification", "unit")},
             quantity TEXT, unit_price TEXT, net_fen INTEGER NOT NULL, {texts("rate")},
             tax_fen INTEGER NOT NULL) STRICT""",
        "CREATE INDEX fapiao_line_fapiao ON fapiao_line (fapiao)",
        f"""CREATE TABLE payment (
             {KEY}, number TEXT NOT NULL, {day("payment", "paid_on")},
             {texts("payer", "payer_account", "payee", "payee_account")},
             amount_hundredths INTEGER NOT NULL, currency TEXT NOT NULL, {texts("remark")},
             document INTEGER REFERENCES document(id)) STRICT""",
        "CREATE INDEX payment_number ON payment (number)",
        "CREATE INDEX payment_document ON payment (document)",
    ):
        db.execute(statement)


def m0003_projects(db: Any) -> None:
    """Create projects: what all have in one table, what each kind has in its own."""
    for statement in (
        f"CREATE TABLE project ({KEY}, kind TEXT NOT NULL, title TEXT NOT NULL) STRICT",
        f"""CREATE TABLE fair (
             id INTEGER PRIMARY KEY REFERENCES project(id),
             {texts("title_en", "country", "city")},
             {day("fair", "starts_on")}, {day("fair", "ends_on")}, {texts("organiser")},
             {flag("fair", "overseas", "NOT NULL")}, {flag("fair", "in_key_catalogue")},
             {texts("catalogue_entry")}, participation TEXT NOT NULL) STRICT""",
        f"""CREATE TABLE booth (
             {KEY}, project INTEGER NOT NULL REFERENCES project(id),
             position INTEGER NOT NULL, number TEXT NOT NULL,
             area_dm2 INTEGER NOT NULL
               CONSTRAINT booth_area_not_negative CHECK (area_dm2 >= 0),
             {flag("booth", "raw_space", "NOT NULL")}) STRICT""",
        "CREATE INDEX booth_project ON booth (project)",
        f"""CREATE TABLE participant (
             {KEY}, project INTEGER NOT NULL REFERENCES project(id),
             position INTEGER NOT NULL, name TEXT NOT NULL, {texts("passport_number")},
             {day("participant", "left_on")}, {day("participant", "returned_on")},
             {texts("relation")}) STRICT""",
        "CREATE INDEX participant_project ON participant (project)",
        f"""CREATE TABLE certification (
             id INTEGER PRIMARY KEY REFERENCES project(id), standard TEXT NOT NULL,
             {texts("certificate_number")}, {day("certification", "certified_on")},
             {texts("issuer")}, {flag("certification", "first")}) STRICT""",
        f"""CREATE TABLE pilot (
             id INTEGER PRIMARY KEY REFERENCES project(id), {texts("service_firm", "platform")},
             {day("pilot", "agreement_from")}, {day("pilot", "agreement_until")},
             {day("pilot", "first_order_on")}) STRICT""",
    ):
        db.execute(statement)


def m0004_expenses(db: Any) -> None:
    """Create expenses, the chain of evidence behind each, and the customs declarations."""
    for statement in (
        f"""CREATE TABLE expense (
             {KEY}, category TEXT NOT NULL,
             gross_fen INTEGER NOT NULL
               CONSTRAINT expense_gross_not_nought CHECK (gross_fen <> 0),
             tax_fen INTEGER NOT NULL
               CONSTRAINT expense_tax_within_gross CHECK (abs(tax_fen) <= abs(gross_fen)),
             {texts("description", "payee")},
             {day("expense", "paid_on")}, {day("expense", "issued_on")},
             {texts("fapiao_number", "fapiao_code")},
             fapiao INTEGER REFERENCES fapiao(id),
             {texts("contract_number", "payment_method", "bank_slip_number", "payer_account_name")},
             project INTEGER REFERENCES project(id),
             unsupported_fen INTEGER NOT NULL CONSTRAINT expense_unsupported_within_gross
               CHECK (unsupported_fen BETWEEN 0 AND max(gross_fen, 0)),
             {texts("unsupported_reason")}, other_funding_fen INTEGER NOT NULL,
             {texts("funded_by")}, currency TEXT NOT NULL, foreign_hundredths INTEGER,
             {texts("rate_note", "note")}) STRICT""",
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
             {KEY}, expense INTEGER NOT NULL REFERENCES expense(id),
             document INTEGER NOT NULL REFERENCES document(id), role TEXT NOT NULL,
             CONSTRAINT evidence_once UNIQUE (expense, document, role)) STRICT""",
        "CREATE INDEX evidence_document ON evidence (document)",
        f"""CREATE TABLE declaration (
             {KEY}, number TEXT NOT NULL, direction TEXT,
             {day("declaration", "declared_on")}, {day("declaration", "moved_on")},
             {
            texts(
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
             {KEY}, declaration INTEGER NOT NULL REFERENCES declaration(id),
             position INTEGER NOT NULL, number INTEGER NOT NULL,
             {texts("hs_code", "name", "specification")}, quantity TEXT, {texts("unit")},
             unit_price TEXT, total_hundredths INTEGER,
             {texts("currency", "origin_country", "destination_country", "duty_mode")})
             STRICT""",
        "CREATE INDEX declaration_item_declaration ON declaration_item (declaration)",
        *(
            f"""CREATE VIRTUAL TABLE {table}_search USING fts5(
                 body, content='', contentless_delete=1, tokenize='unicode61')"""
            for table in ("expense", "document", "declaration")
        ),
    ):
        db.execute(statement)


def m0005_claims(db: Any) -> None:
    """Create what is filed, what was granted, and what the person settled."""
    for statement in (
        f"""CREATE TABLE claim (
             {KEY}, measure TEXT NOT NULL, pack TEXT NOT NULL, pack_version TEXT NOT NULL,
             title TEXT NOT NULL, state TEXT NOT NULL, {day("claim", "created_on")},
             project INTEGER REFERENCES project(id), spent_fen INTEGER NOT NULL,
             ceiling_fen INTEGER NOT NULL, applied_fen INTEGER NOT NULL, granted_fen INTEGER,
             snapshot TEXT NOT NULL
               CONSTRAINT claim_snapshot_is_json CHECK (json_valid(snapshot))) STRICT""",
        "CREATE INDEX claim_project ON claim (project)",
        f"""CREATE TABLE claim_expense (
             {KEY}, claim INTEGER NOT NULL REFERENCES claim(id),
             position INTEGER NOT NULL, expense INTEGER NOT NULL REFERENCES expense(id),
             CONSTRAINT claim_expense_once UNIQUE (claim, expense)) STRICT""",
        "CREATE INDEX claim_expense_expense ON claim_expense (expense)",
        f"""CREATE TABLE received_grant (
             {KEY}, measure TEXT NOT NULL, level TEXT NOT NULL, amount_fen INTEGER NOT NULL,
             {day("received_grant", "granted_on")}, {texts("note")}) STRICT""",
        f"""CREATE TABLE answer (
             {KEY}, fact TEXT NOT NULL, project INTEGER REFERENCES project(id),
             value_type TEXT, value TEXT, {flag("answer", "not_applicable", "NOT NULL")},
             origin TEXT NOT NULL, {day("answer", "as_of")}, {texts("source")},
             CONSTRAINT answer_type_and_value CHECK ((value_type IS NULL) = (value IS NULL)))
             STRICT""",
        "CREATE UNIQUE INDEX answer_once ON answer (fact, coalesce(project, 0))",
        "CREATE INDEX answer_project ON answer (project)",
        f"""CREATE TABLE reading (
             {KEY}, pack TEXT NOT NULL, measure TEXT NOT NULL, reading TEXT NOT NULL,
             option TEXT NOT NULL, {texts("note")},
             CONSTRAINT reading_once UNIQUE (pack, measure, reading)) STRICT""",
        f"""CREATE TABLE parameter (
             {KEY}, measure TEXT NOT NULL, project INTEGER REFERENCES project(id),
             param TEXT NOT NULL, value TEXT NOT NULL, source TEXT NOT NULL,
             basis TEXT NOT NULL CONSTRAINT parameter_basis
               CHECK (basis IN ('entered', 'practice'))) STRICT""",
        """CREATE UNIQUE INDEX parameter_once
             ON parameter (measure, param, coalesce(project, 0))""",
        "CREATE INDEX parameter_project ON parameter (project)",
    ):
        db.execute(statement)


def m0006_matters(db: Any) -> None:
    """Create the projects that are a number and a day: vehicles, machines, refunds."""
    db.execute(
        f"""CREATE TABLE matter (
             id INTEGER PRIMARY KEY REFERENCES project(id), {texts("number")},
             {day("matter", "day")}, {texts("note")}) STRICT"""
    )


def m0007_answers_of_offices(db: Any) -> None:
    """Say who settled a reading, on which paper; create the letters of inquiry."""
    for statement in (
        """ALTER TABLE reading ADD COLUMN decided_by TEXT NOT NULL DEFAULT 'person'
             CONSTRAINT reading_decided_by CHECK (decided_by IN ('person', 'officer'))""",
        "ALTER TABLE reading ADD COLUMN office TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE reading ADD COLUMN officer TEXT NOT NULL DEFAULT ''",
        f"ALTER TABLE reading ADD COLUMN {day('reading', 'decided_on')}",
        "ALTER TABLE reading ADD COLUMN document INTEGER REFERENCES document(id)",
        "CREATE INDEX reading_document ON reading (document)",
        f"""CREATE TABLE inquiry (
             {KEY}, office TEXT NOT NULL, {day("inquiry", "made_on")},
             {day("inquiry", "sent_on")}, {day("inquiry", "answered_on")},
             document INTEGER NOT NULL REFERENCES document(id)) STRICT""",
        "CREATE INDEX inquiry_document ON inquiry (document)",
        f"""CREATE TABLE inquiry_word (
             {KEY}, inquiry INTEGER NOT NULL REFERENCES inquiry(id),
             position INTEGER NOT NULL, pack TEXT NOT NULL, measure TEXT NOT NULL,
             word TEXT NOT NULL) STRICT""",
        "CREATE INDEX inquiry_word_inquiry ON inquiry_word (inquiry)",
    ):
        db.execute(statement)


def m0008_grants_of_a_group(db: Any) -> None:
    """Tell support of other firms of the group from the applicant's own."""
    of_group = flag("received_grant", "of_group", "NOT NULL DEFAULT 0")
    db.execute(f"ALTER TABLE received_grant ADD COLUMN {of_group}")


def m0009_guides_and_rates(db: Any) -> None:
    """Create the guides in use, the firm's own versions of them, and the exchange rates."""
    for statement in (
        f"""CREATE TABLE own_guide (
             {KEY}, origin TEXT NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL
               CONSTRAINT own_guide_content_is_json CHECK (json_valid(content))) STRICT""",
        f"""CREATE TABLE adopted_guide (
             {KEY}, measure TEXT NOT NULL, project INTEGER REFERENCES project(id),
             guide TEXT NOT NULL, own INTEGER REFERENCES own_guide(id)) STRICT""",
        "CREATE UNIQUE INDEX adopted_guide_once ON adopted_guide (measure, coalesce(project, 0))",
        "CREATE INDEX adopted_guide_project ON adopted_guide (project)",
        "CREATE INDEX adopted_guide_own ON adopted_guide (own)",
        f"""CREATE TABLE exchange_rate (
             {KEY}, currency TEXT NOT NULL, {day("exchange_rate", "day")},
             value TEXT NOT NULL, per INTEGER NOT NULL
               CONSTRAINT exchange_rate_per CHECK (per IN (1, 100)),
             target TEXT NOT NULL, {texts("source")},
             CONSTRAINT exchange_rate_once UNIQUE (currency, day, target)) STRICT""",
    ):
        db.execute(statement)


def m0010_chosen_lines(db: Any) -> None:
    """Tell a claim on chosen expenses from one on all that count."""
    db.execute(f"ALTER TABLE claim ADD COLUMN {flag('claim', 'chosen', 'NOT NULL DEFAULT 0')}")


STEPS = (
    m0001_journal,
    m0002_papers,
    m0003_projects,
    m0004_expenses,
    m0005_claims,
    m0006_matters,
    m0007_answers_of_offices,
    m0008_grants_of_a_group,
    m0009_guides_and_rates,
    m0010_chosen_lines,
)
