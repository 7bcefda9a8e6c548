"""The steps of a book that takes in whatever a company has on file already."""

from __future__ import annotations

from typing import Any

from jiamao_desktop.storage.schema import KEY, choice, day, texts

_FROM_FILES = ("fapiao", "payment", "declaration", "expense")
"""Tables of earlier steps whose rows may come from files."""
_SEARCHED = ("declaration_item", "fapiao", "payment", "contract")


def m0011_batches(db: Any) -> None:
    """Create the import log, and say of each record which batch it came with and who read it."""
    outcome = choice(
        "import_file", "outcome",
        "taken", "mapped", "document", "same", "duplicate", "refused", "left",
    )  # fmt: skip
    for statement in (
        f"""CREATE TABLE import_batch (
             {KEY}, {choice("import_batch", "source", "files", "folder", "watch", "paste")},
             at TEXT NOT NULL, {texts("title")}) STRICT""",
        f"""CREATE TABLE import_file (
             {KEY}, batch INTEGER NOT NULL REFERENCES import_batch(id),
             position INTEGER NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL,
             {texts("sha256")}, {outcome}, {texts("code")},
             details TEXT NOT NULL DEFAULT '[]'
               CONSTRAINT import_file_details_are_json CHECK (json_valid(details)),
             records INTEGER NOT NULL, document INTEGER REFERENCES document(id)) STRICT""",
        "CREATE INDEX import_file_batch ON import_file (batch)",
        "CREATE INDEX import_file_sha256 ON import_file (sha256)",
        "CREATE INDEX import_file_document ON import_file (document)",
    ):
        db.execute(statement)
    for table in _FROM_FILES:
        db.execute(f"ALTER TABLE {table} ADD COLUMN batch INTEGER REFERENCES import_batch(id)")
        db.execute(f"ALTER TABLE {table} ADD COLUMN origins TEXT NOT NULL DEFAULT ''")
        db.execute(_batch_index(table))


def m0012_red_fapiao(db: Any) -> None:
    """Let a red 发票 name the one it reverses, and a line its category and what is unsupported."""
    state = choice("fapiao", "state", "normal", "void", "reversed", "part_reversed", rest="")
    for statement in (
        f"ALTER TABLE fapiao ADD COLUMN {state}",
        f"ALTER TABLE fapiao ADD COLUMN {texts('red_code')}",
        f"ALTER TABLE fapiao ADD COLUMN {texts('red_number')}",
        "ALTER TABLE fapiao ADD COLUMN blue INTEGER REFERENCES fapiao(id)",
        "CREATE INDEX fapiao_blue ON fapiao (blue)",
        "CREATE INDEX fapiao_red_number ON fapiao (red_number) WHERE red_number <> ''",
        f"ALTER TABLE fapiao_line ADD COLUMN {texts('category')}",
        "ALTER TABLE fapiao_line ADD COLUMN unsupported_fen INTEGER NOT NULL DEFAULT 0",
        f"ALTER TABLE fapiao_line ADD COLUMN {texts('unsupported_reason')}",
    ):
        db.execute(statement)


def m0013_slips(db: Any) -> None:
    """Say what makes a bank slip one and the same; slips that share a number stay as they are."""
    for column in ("serial", "payer_bank", "payee_bank", "method", "identity"):
        db.execute(f"ALTER TABLE payment ADD COLUMN {texts(column)}")
    db.execute(
        """UPDATE payment SET identity = payer_account || '|' || number
           WHERE payer_account <> '' AND number <> ''
             AND NOT payer_account || number GLOB '*[^0-9A-Za-z]*'
             AND (payer_account, number) IN (
               SELECT payer_account, number FROM payment GROUP BY 1, 2 HAVING count(*) = 1)"""
    )
    db.execute("CREATE UNIQUE INDEX payment_once ON payment (identity) WHERE identity <> ''")


def m0014_contracts(db: Any) -> None:
    """Create contracts with the fees they itemise."""
    for statement in (
        f"""CREATE TABLE contract (
             {KEY}, number TEXT NOT NULL, {texts("title", "first_party", "second_party")},
             {day("contract", "signed_on")}, {day("contract", "starts_on")},
             {day("contract", "ends_on")}, amount_hundredths INTEGER,
             currency TEXT NOT NULL, {texts("note")},
             document INTEGER REFERENCES document(id),
             batch INTEGER REFERENCES import_batch(id), {texts("origins")}) STRICT""",
        "CREATE INDEX contract_number ON contract (number)",
        "CREATE INDEX contract_document ON contract (document)",
        _batch_index("contract"),
        f"""CREATE TABLE contract_fee (
             {KEY}, contract INTEGER NOT NULL REFERENCES contract(id),
             position INTEGER NOT NULL, name TEXT NOT NULL,
             amount_hundredths INTEGER NOT NULL,
             {choice("contract_fee", "kind", "fee", "agent")}) STRICT""",
        "CREATE INDEX contract_fee_contract ON contract_fee (contract)",
        "ALTER TABLE expense ADD COLUMN contract INTEGER REFERENCES contract(id)",
        "CREATE INDEX expense_contract ON expense (contract) WHERE contract IS NOT NULL",
    ):
        db.execute(statement)


def m0015_settlements(db: Any) -> None:
    """Create what payments settled, and which customs items stand behind an expense."""
    for statement in (
        f"""CREATE TABLE settlement (
             {KEY}, payment INTEGER NOT NULL REFERENCES payment(id),
             fapiao INTEGER REFERENCES fapiao(id), expense INTEGER REFERENCES expense(id),
             amount_hundredths INTEGER NOT NULL, currency TEXT NOT NULL,
             {choice("settlement", "sureness", "sure", "unsure", "person")},
             CONSTRAINT settlement_of_something
               CHECK (fapiao IS NOT NULL OR expense IS NOT NULL)) STRICT""",
        """CREATE UNIQUE INDEX settlement_once
             ON settlement (payment, coalesce(fapiao, 0), coalesce(expense, 0))""",
        "CREATE INDEX settlement_fapiao ON settlement (fapiao)",
        "CREATE INDEX settlement_expense ON settlement (expense)",
        f"""CREATE TABLE expense_item (
             {KEY}, expense INTEGER NOT NULL REFERENCES expense(id),
             declaration_item INTEGER NOT NULL REFERENCES declaration_item(id),
             CONSTRAINT expense_item_once UNIQUE (expense, declaration_item)) STRICT""",
        "CREATE INDEX expense_item_declaration_item ON expense_item (declaration_item)",
    ):
        db.execute(statement)


def m0016_customs(db: Any) -> None:
    """Keep more of a declaration: its consumer, its papers, its link to a handbook."""
    for column in ("unified_number", "wrapping", "consumer", "consumer_code", "attached_papers"):
        db.execute(f"ALTER TABLE declaration ADD COLUMN {texts(column)}")
    for column in ("handbook_item", "handbook_version", "first_unit", "second_unit"):
        db.execute(f"ALTER TABLE declaration_item ADD COLUMN {texts(column)}")
    for column in ("first_quantity", "second_quantity"):
        db.execute(f"ALTER TABLE declaration_item ADD COLUMN {column} TEXT")
    db.execute(
        """CREATE INDEX declaration_unified_number ON declaration (unified_number)
             WHERE unified_number <> ''"""
    )
    db.execute("CREATE INDEX declaration_handbook ON declaration (handbook) WHERE handbook <> ''")


def m0017_handbooks(db: Any) -> None:
    """Create handbooks: their 料件, their 成品, and how much of one goes into the other."""
    db.execute(
        f"""CREATE TABLE handbook (
             {KEY}, number TEXT NOT NULL CONSTRAINT handbook_once UNIQUE
               CONSTRAINT handbook_has_a_number CHECK (number <> ''), {texts("party")},
             {day("handbook", "starts_on")}, {day("handbook", "ends_on")},
             document INTEGER REFERENCES document(id),
             batch INTEGER REFERENCES import_batch(id), {texts("origins")}) STRICT"""
    )
    db.execute("CREATE INDEX handbook_document ON handbook (document)")
    db.execute(_batch_index("handbook"))
    for table in ("handbook_material", "handbook_product"):
        db.execute(
            f"""CREATE TABLE {table} (
                 {KEY}, handbook INTEGER NOT NULL REFERENCES handbook(id),
                 position INTEGER NOT NULL, serial INTEGER NOT NULL,
                 {texts("part_number", "hs_code", "name", "specification", "unit", "law_unit")},
                 unit_price TEXT, {texts("currency")}, quantity TEXT,
                 {texts("duty_mode", "country")},
                 CONSTRAINT {table}_once UNIQUE (handbook, serial)) STRICT"""
        )
    db.execute(
        f"""CREATE TABLE handbook_use (
             {KEY}, handbook INTEGER NOT NULL REFERENCES handbook(id),
             position INTEGER NOT NULL, product INTEGER NOT NULL, material INTEGER NOT NULL,
             {texts("version")}, net TEXT NOT NULL, tangible TEXT NOT NULL,
             intangible TEXT NOT NULL, bonded TEXT, {texts("state")},
             CONSTRAINT handbook_use_once UNIQUE (handbook, product, material, version)) STRICT"""
    )


def m0018_drawback(db: Any) -> None:
    """Create the rows of export refunds."""
    for statement in (
        f"""CREATE TABLE drawback_export (
             {KEY}, {texts("period", "lot", "serial", "link", "fapiao_number")},
             {texts("declaration_number")}, {day("drawback_export", "exported_on")},
             {texts("hs_code", "name", "unit")}, quantity TEXT, usd_hundredths INTEGER,
             batch INTEGER REFERENCES import_batch(id), {texts("origins")},
             CONSTRAINT drawback_export_once
               UNIQUE (period, lot, serial, link, declaration_number)) STRICT""",
        "CREATE INDEX drawback_export_declaration ON drawback_export (declaration_number)",
        "CREATE INDEX drawback_export_link ON drawback_export (link)",
        _batch_index("drawback_export"),
        f"""CREATE TABLE drawback_purchase (
             {KEY}, {texts("period", "lot", "serial", "link", "tax_kind", "voucher")},
             {day("drawback_purchase", "issued_on")},
             {texts("seller_id", "hs_code", "name", "unit")}, quantity TEXT, base_fen INTEGER,
             levy_rate TEXT, refund_rate TEXT, refundable_fen INTEGER,
             batch INTEGER REFERENCES import_batch(id), {texts("origins")},
             CONSTRAINT drawback_purchase_once
               UNIQUE (period, lot, serial, link, voucher, name)) STRICT""",
        "CREATE INDEX drawback_purchase_voucher ON drawback_purchase (voucher)",
        "CREATE INDEX drawback_purchase_link ON drawback_purchase (link)",
        _batch_index("drawback_purchase"),
    ):
        db.execute(statement)


def m0019_column_maps(db: Any) -> None:
    """Remember how the columns of a table that no reader knows become fields."""
    db.execute(
        f"""CREATE TABLE column_map (
             {KEY}, signature TEXT NOT NULL CONSTRAINT column_map_once UNIQUE,
             title TEXT NOT NULL, target TEXT NOT NULL,
             header TEXT NOT NULL
               CONSTRAINT column_map_header_is_json CHECK (json_valid(header)),
             columns TEXT NOT NULL
               CONSTRAINT column_map_columns_are_json CHECK (json_valid(columns))) STRICT"""
    )


def m0020_grant_lines(db: Any) -> None:
    """Say which lines of 发票 a past grant was given for."""
    for statement in (
        f"""CREATE TABLE grant_line (
             {KEY}, received_grant INTEGER NOT NULL REFERENCES received_grant(id),
             position INTEGER NOT NULL, fapiao_number TEXT NOT NULL, {texts("fapiao_code")},
             line INTEGER, amount_fen INTEGER NOT NULL) STRICT""",
        "CREATE INDEX grant_line_received_grant ON grant_line (received_grant)",
        "CREATE INDEX grant_line_fapiao_number ON grant_line (fapiao_number)",
    ):
        db.execute(statement)


def m0021_search(db: Any) -> None:
    """Create the word indexes of goods, 发票, bank slips and contracts."""
    for table in _SEARCHED:
        db.execute(
            f"""CREATE VIRTUAL TABLE {table}_search USING fts5(
                 body, content='', contentless_delete=1, tokenize='unicode61')"""
        )


def m0022_blocks(db: Any) -> None:
    """Create the journal of rows that come by the hundred thousand: one image for many."""
    for statement in (
        """CREATE TABLE audit_block (
             id INTEGER PRIMARY KEY, tx INTEGER NOT NULL, after INTEGER NOT NULL,
             tbl TEXT NOT NULL,
             op TEXT NOT NULL CONSTRAINT audit_block_op CHECK (op IN ('I', 'D')),
             first_rid INTEGER NOT NULL, n INTEGER NOT NULL,
             header TEXT CONSTRAINT audit_block_header_is_json CHECK (json_valid(header)),
             image BLOB, of INTEGER REFERENCES audit_block(id),
             CONSTRAINT audit_block_has_an_image
               CHECK ((image IS NULL) = (of IS NOT NULL) AND (header IS NULL) = (of IS NOT NULL)))
             STRICT""",
        "CREATE INDEX audit_block_tx ON audit_block (tx)",
    ):
        db.execute(statement)


def _batch_index(table: str) -> str:
    """Return an index of the rows that came with a batch; most rows of old books did not."""
    return f"CREATE INDEX {table}_batch ON {table} (batch) WHERE batch IS NOT NULL"


def m0023_watched(db: Any) -> None:
    """Remember which folder is watched for new files."""
    db.execute(
        f"""CREATE TABLE watched_folder (
             {KEY}, folder TEXT NOT NULL
               CONSTRAINT watched_folder_is_named CHECK (folder <> '')) STRICT"""
    )


STEPS = (
    m0011_batches,
    m0012_red_fapiao,
    m0013_slips,
    m0014_contracts,
    m0015_settlements,
    m0016_customs,
    m0017_handbooks,
    m0018_drawback,
    m0019_column_maps,
    m0020_grant_lines,
    m0021_search,
    m0022_blocks,
    m0023_watched,
)
