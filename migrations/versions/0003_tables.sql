-- One stored form for plans, entries and seals. A plan version is a few tables in which a new
-- field, kind or language is a new row, not a new column; an entry names what it is about by
-- small whole numbers, whose meaning stands once in tables of their own; a seal is 32 bytes.
-- Decimals are TEXT, so that the digits typed come back exactly; days are ISO text, moments UTC
-- text (2013-12-31T23:59:59.999999Z). Columns called more hold JSON: what has no column here.

CREATE TABLE plan_version (
    -- One loaded version of the plan; version_note is about the version, not of the plan.
    number INTEGER NOT NULL,
    plan_id TEXT NOT NULL,
    language TEXT NOT NULL,
    base_period TEXT NOT NULL,
    end_period TEXT NOT NULL,
    utc_offset TEXT NOT NULL,
    document_number TEXT NOT NULL,
    adopted TEXT,
    issued TEXT,
    more TEXT NOT NULL,
    digest TEXT NOT NULL, -- SHA-256 of the whole plan
    loaded_at TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    version_note TEXT NOT NULL,
    CONSTRAINT pk_plan_version PRIMARY KEY (number),
    CONSTRAINT ck_plan_version_number CHECK (number > 0),
    CONSTRAINT ck_plan_version_digest CHECK (length(digest) = 64),
    CONSTRAINT ck_plan_version_loaded_at
        CHECK (length(loaded_at) = 27 AND loaded_at LIKE '____-__-__T%Z')
);

CREATE TABLE plan_item (
    -- What a version consists of: a region, a unit, a task, an indicator or a milestone.
    plan_version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL, -- of a task: its code
    position INTEGER NOT NULL, -- within its kind
    code TEXT NOT NULL, -- empty where it has none
    plan_group TEXT NOT NULL, -- of an indicator: headline, commitment or series
    constraint_type TEXT NOT NULL, -- empty where it has none
    unit_of_measure TEXT NOT NULL, -- empty where it has none
    more TEXT NOT NULL,
    CONSTRAINT pk_plan_item PRIMARY KEY (plan_version, kind, id),
    CONSTRAINT fk_plan_item_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number)
);

CREATE TABLE plan_text (
    -- A name, title or note of an item in one language; language is empty for the plan's own,
    -- kind is plan for the plan itself.
    plan_version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    field TEXT NOT NULL,
    language TEXT NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_plan_text PRIMARY KEY (plan_version, kind, item, field, language),
    CONSTRAINT fk_plan_text_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number)
);

CREATE TABLE responsibility (
    -- A unit that leads an item or cooperates in it; with the role task, the code of a task whose
    -- units are the item's where it has none of its own.
    plan_version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    unit TEXT NOT NULL,
    CONSTRAINT pk_responsibility PRIMARY KEY (plan_version, kind, item, role, position),
    CONSTRAINT fk_responsibility_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number)
);

CREATE TABLE target (
    -- A figure that the plan sets for an indicator: kind says what it is, baseline and yearly
    -- targets included. value is what the plan states: a level, a rate, a change or a multiple.
    plan_version INTEGER NOT NULL,
    region TEXT NOT NULL,
    item TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    value TEXT, -- none where the plan sets no number
    as_printed TEXT NOT NULL,
    more TEXT NOT NULL,
    CONSTRAINT pk_target PRIMARY KEY (plan_version, region, item, position),
    CONSTRAINT fk_target_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number)
);

CREATE TABLE item (
    -- What entries are about, of any kind.
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_item PRIMARY KEY (number),
    CONSTRAINT uq_item_kind UNIQUE (kind, id)
);

CREATE TABLE region (
    -- An area that figures cover.
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_region PRIMARY KEY (number),
    CONSTRAINT uq_region_id UNIQUE (id)
);

CREATE TABLE part (
    -- A part of what an indicator counts, such as women or townspeople; the empty id is the whole.
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_part PRIMARY KEY (number),
    CONSTRAINT uq_part_id UNIQUE (id)
);

CREATE TABLE span (
    -- The days that figures cover. number sorts by the last day, then by length: the last day's
    -- eight digits, then the count of days in five: 2013 is 2013123100365.
    number INTEGER NOT NULL,
    period TEXT NOT NULL, -- 2013, 2013-H1, 2013-Q2, 2013-06 or 2013-06-30
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    CONSTRAINT pk_span PRIMARY KEY (number)
);

CREATE TABLE batch (
    -- What was recorded at one moment by one person: one figure, or a whole file of them.
    -- plan_version was the newest one: figures are in its units of measure.
    number INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    plan_version INTEGER,
    first_entry INTEGER NOT NULL,
    last_entry INTEGER NOT NULL,
    source TEXT, -- of every entry that has none of its own
    file TEXT, -- from which the entries were read
    file_sha256 TEXT,
    more TEXT,
    CONSTRAINT pk_batch PRIMARY KEY (number),
    CONSTRAINT fk_batch_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number),
    CONSTRAINT uq_batch_recorded_at UNIQUE (recorded_at),
    CONSTRAINT ck_batch_number CHECK (number > 0),
    CONSTRAINT ck_batch_last_entry CHECK (first_entry <= last_entry),
    CONSTRAINT ck_batch_file_sha256 CHECK (length(file_sha256) = 64),
    CONSTRAINT ck_batch_recorded_at
        CHECK (length(recorded_at) = 27 AND recorded_at LIKE '____-__-__T%Z')
);

CREATE TABLE entry (
    -- A claim about an item, region, part and span: recorded, revised or withdrawn (retraction).
    -- It never changes. Texts that are empty are not there; entered is not where it is the value.
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    item INTEGER NOT NULL,
    region INTEGER NOT NULL,
    part INTEGER NOT NULL,
    span INTEGER NOT NULL,
    value TEXT,
    numerator TEXT,
    denominator TEXT,
    state TEXT, -- of what has no figure: done or not_done
    entered TEXT, -- the value as it was typed
    vintage TEXT,
    source TEXT, -- where it is not that of the batch
    note TEXT,
    cell TEXT, -- in the batch's file: Sheet1!C7
    supersedes INTEGER,
    reason TEXT,
    more TEXT,
    batch INTEGER NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (id),
    CONSTRAINT fk_entry_item FOREIGN KEY (item) REFERENCES item (number),
    CONSTRAINT fk_entry_region FOREIGN KEY (region) REFERENCES region (number),
    CONSTRAINT fk_entry_part FOREIGN KEY (part) REFERENCES part (number),
    CONSTRAINT fk_entry_span FOREIGN KEY (span) REFERENCES span (number),
    CONSTRAINT fk_entry_supersedes FOREIGN KEY (supersedes) REFERENCES entry (id),
    CONSTRAINT fk_entry_batch FOREIGN KEY (batch) REFERENCES batch (number),
    CONSTRAINT ck_entry_id CHECK (id > 0),
    CONSTRAINT ck_entry_claim CHECK ((value IS NULL) <> (state IS NULL)),
    CONSTRAINT ck_entry_ratio CHECK (
        (numerator IS NULL AND denominator IS NULL)
        OR (value IS NOT NULL AND numerator IS NOT NULL AND denominator IS NOT NULL
            AND CAST(denominator AS REAL) <> 0)
    ),
    CONSTRAINT ck_entry_supersedes CHECK (supersedes < id)
);

CREATE INDEX ix_entry_claim ON entry (item, region, part, span, id);

CREATE TABLE evidence (
    -- What an entry rests on: a link, or a file with the hash and size it had when recorded.
    entry_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    location TEXT NOT NULL, -- of a file: its path; a relative one starts at the database's folder
    sha256 TEXT,
    size INTEGER, -- bytes
    CONSTRAINT pk_evidence PRIMARY KEY (entry_id, position),
    CONSTRAINT fk_evidence_entry_id FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT ck_evidence_location CHECK (location <> ''),
    CONSTRAINT ck_evidence_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT ck_evidence_size CHECK (size >= 0)
);

CREATE TABLE acknowledgement (
    -- A doubt about figures that somebody lets stand, with the reason; the newest of a doubt
    -- counts, unless it withdraws an earlier one.
    id INTEGER NOT NULL,
    doubt TEXT NOT NULL, -- the doubt's stable key
    reason TEXT NOT NULL,
    acknowledged_at TEXT NOT NULL,
    acknowledged_by TEXT NOT NULL,
    withdraws INTEGER,
    CONSTRAINT pk_acknowledgement PRIMARY KEY (id),
    CONSTRAINT fk_acknowledgement_withdraws
        FOREIGN KEY (withdraws) REFERENCES acknowledgement (id),
    CONSTRAINT ck_acknowledgement_id CHECK (id > 0),
    CONSTRAINT ck_acknowledgement_doubt CHECK (doubt <> ''),
    CONSTRAINT ck_acknowledgement_reason CHECK (reason <> ''),
    CONSTRAINT ck_acknowledgement_withdraws CHECK (withdraws < id),
    CONSTRAINT ck_acknowledgement_acknowledged_at
        CHECK (length(acknowledged_at) = 27 AND acknowledged_at LIKE '____-__-__T%Z')
);

CREATE INDEX ix_acknowledgement_doubt ON acknowledgement (doubt, id);

CREATE TABLE snapshot (
    -- One exported file as it was written, and the state of the ledger that it shows.
    number INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, -- bytes
    as_of TEXT NOT NULL,
    known_at TEXT NOT NULL,
    plan_version INTEGER, -- without one: the built-in plan itself
    last_entry INTEGER, -- the newest entry known then
    week TEXT NOT NULL, -- 2026-W48, of a weekly export
    language TEXT NOT NULL,
    format TEXT NOT NULL,
    program_version TEXT NOT NULL,
    replaces INTEGER, -- the snapshot that stands corrected by this one
    CONSTRAINT pk_snapshot PRIMARY KEY (number),
    CONSTRAINT fk_snapshot_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number),
    CONSTRAINT fk_snapshot_last_entry FOREIGN KEY (last_entry) REFERENCES entry (id),
    CONSTRAINT fk_snapshot_replaces FOREIGN KEY (replaces) REFERENCES snapshot (number),
    CONSTRAINT ck_snapshot_number CHECK (number > 0),
    CONSTRAINT ck_snapshot_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT ck_snapshot_size CHECK (size >= 0),
    CONSTRAINT ck_snapshot_replaces CHECK (replaces < number),
    CONSTRAINT ck_snapshot_made_at
        CHECK (length(made_at) = 27 AND made_at LIKE '____-__-__T%Z'),
    CONSTRAINT ck_snapshot_known_at
        CHECK (length(known_at) = 27 AND known_at LIKE '____-__-__T%Z')
);

CREATE TABLE clock_setting (
    -- That the ledger's clock was ahead, and the computer's dates again from set_at on. How many
    -- rows each dated table had by then: they count as known from set_at on at the latest.
    number INTEGER NOT NULL,
    set_at TEXT NOT NULL,
    set_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    plan_versions INTEGER NOT NULL,
    batches INTEGER NOT NULL,
    acknowledgements INTEGER NOT NULL,
    snapshots INTEGER NOT NULL,
    CONSTRAINT pk_clock_setting PRIMARY KEY (number),
    CONSTRAINT ck_clock_setting_number CHECK (number > 0),
    CONSTRAINT ck_clock_setting_reason CHECK (reason <> ''),
    CONSTRAINT ck_clock_setting_set_at
        CHECK (length(set_at) = 27 AND set_at LIKE '____-__-__T%Z')
);

CREATE TABLE seal (
    -- The chain: number counts without a gap; hash is the SHA-256 of the hash before it and of
    -- a record as text; mark, the beginning of the SHA-256 of that text alone, tells a changed
    -- record from a changed seal. form says how the text is made, kind is the record's table,
    -- id its key.
    number INTEGER NOT NULL,
    form INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    mark BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_seal PRIMARY KEY (number),
    CONSTRAINT uq_seal_kind UNIQUE (kind, id, form),
    CONSTRAINT ck_seal_number CHECK (number > 0),
    CONSTRAINT ck_seal_mark CHECK (length(mark) = 8),
    CONSTRAINT ck_seal_hash CHECK (length(hash) = 32)
);

CREATE TABLE ledger_head (
    -- How many seals there are and the newest one's hash, so that the end cannot go missing.
    id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_ledger_head PRIMARY KEY (id),
    CONSTRAINT ck_ledger_head_id CHECK (id = 1),
    CONSTRAINT ck_ledger_head_count CHECK (count >= 0),
    CONSTRAINT ck_ledger_head_hash CHECK (length(hash) = 32)
);

CREATE TABLE form1_text (
    -- What the first form sealed and these tables cannot give back letter by letter: plan
    -- versions of before, and entries that were altered before the upgrade. Without `previous`.
    seal INTEGER NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_form1_text PRIMARY KEY (seal),
    CONSTRAINT fk_form1_text_seal FOREIGN KEY (seal) REFERENCES seal (number)
);

CREATE TABLE file_history (
    -- That a version of the program made this file, or brought it to a newer schema. What the
    -- first so many seals cover was sealed then, not when it was recorded.
    number INTEGER NOT NULL,
    event TEXT NOT NULL,
    schema_number INTEGER NOT NULL,
    program_version TEXT NOT NULL,
    seals INTEGER NOT NULL,
    happened_at TEXT,
    CONSTRAINT pk_file_history PRIMARY KEY (number),
    CONSTRAINT ck_file_history_number CHECK (number > 0),
    CONSTRAINT ck_file_history_seals CHECK (seals >= 0),
    CONSTRAINT ck_file_history_happened_at
        CHECK (length(happened_at) = 27 AND happened_at LIKE '____-__-__T%Z')
);
