-- What an auditor asks for: the evidence of entries, doubts that were acknowledged, the record of
-- exports, and the chain of seals that shows when anything recorded was changed afterwards.

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
    CONSTRAINT ck_evidence_kind CHECK (kind IN ('link', 'file')),
    CONSTRAINT ck_evidence_location CHECK (location <> ''),
    CONSTRAINT ck_evidence_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT ck_evidence_size CHECK (size >= 0),
    CONSTRAINT ck_evidence_file CHECK (kind <> 'file' OR (sha256 IS NOT NULL AND size IS NOT NULL))
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

CREATE INDEX ix_acknowledgement_doubt ON acknowledgement (doubt, id DESC);

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

CREATE TABLE seal (
    -- The chain: number counts without a gap; hash is the SHA-256 of a record and of the hash
    -- before it. kind is the record's table, id its key there.
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_seal PRIMARY KEY (number),
    CONSTRAINT uq_seal_kind_id UNIQUE (kind, id),
    CONSTRAINT ck_seal_number CHECK (number > 0),
    CONSTRAINT ck_seal_kind
        CHECK (kind IN ('plan_version', 'entry', 'acknowledgement', 'snapshot')),
    CONSTRAINT ck_seal_previous CHECK (length(previous) = 64),
    CONSTRAINT ck_seal_hash CHECK (length(hash) = 64)
);

CREATE TABLE ledger_head (
    -- How many seals there are and the newest one's hash, so that the end cannot go missing.
    id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_ledger_head PRIMARY KEY (id),
    CONSTRAINT ck_ledger_head_id CHECK (id = 1),
    CONSTRAINT ck_ledger_head_count CHECK (count >= 0),
    CONSTRAINT ck_ledger_head_hash CHECK (length(hash) = 64)
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
    CONSTRAINT ck_file_history_event CHECK (event IN ('made', 'upgraded')),
    CONSTRAINT ck_file_history_seals CHECK (seals >= 0),
    CONSTRAINT ck_file_history_happened_at
        CHECK (length(happened_at) = 27 AND happened_at LIKE '____-__-__T%Z')
);

CREATE VIEW current_acknowledgement AS
-- What counts for each doubt: its newest acknowledgement, unless that withdraws an earlier one.
SELECT acknowledgement.id, acknowledgement.doubt, acknowledgement.reason,
       acknowledgement.acknowledged_at, acknowledgement.acknowledged_by
FROM acknowledgement
WHERE acknowledgement.withdraws IS NULL AND NOT EXISTS (
    SELECT 1 FROM acknowledgement AS later
    WHERE later.doubt = acknowledgement.doubt AND later.id > acknowledgement.id
);
