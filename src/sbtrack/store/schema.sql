-- Written by `python -m sbtrack.store.schema` from the migrations; do not edit.

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

CREATE TABLE form1_text (
    -- What the first form sealed and these tables cannot give back letter by letter: plan
    -- versions of before, and entries that were altered before the upgrade. Without `previous`.
    seal INTEGER NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_form1_text PRIMARY KEY (seal),
    CONSTRAINT fk_form1_text_seal FOREIGN KEY (seal) REFERENCES seal (number)
);

CREATE TABLE item (
    -- What entries are about, of any kind.
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_item PRIMARY KEY (number),
    CONSTRAINT uq_item_kind UNIQUE (kind, id)
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

CREATE TABLE part (
    -- A part of what an indicator counts, such as women or townspeople; the empty id is the whole.
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_part PRIMARY KEY (number),
    CONSTRAINT uq_part_id UNIQUE (id)
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

CREATE TABLE region (
    -- An area that figures cover.
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_region PRIMARY KEY (number),
    CONSTRAINT uq_region_id UNIQUE (id)
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

CREATE TABLE span (
    -- The days that figures cover. number sorts by the last day, then by length: the last day's
    -- eight digits, then the count of days in five: 2013 is 2013123100365.
    number INTEGER NOT NULL,
    period TEXT NOT NULL, -- 2013, 2013-H1, 2013-Q2, 2013-06 or 2013-06-30
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    CONSTRAINT pk_span PRIMARY KEY (number)
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

CREATE INDEX ix_acknowledgement_doubt ON acknowledgement (doubt, id);

CREATE INDEX ix_entry_claim ON entry (item, region, part, span, id);

CREATE VIEW current_acknowledgement AS
-- What counts for each doubt: its newest acknowledgement, unless that withdraws an earlier one.
SELECT acknowledgement.id, acknowledgement.doubt, acknowledgement.reason,
       acknowledgement.acknowledged_at, acknowledgement.acknowledged_by
FROM acknowledgement
WHERE acknowledgement.withdraws IS NULL AND NOT EXISTS (
    SELECT 1 FROM acknowledgement AS later
    WHERE later.doubt = acknowledgement.doubt AND later.id > acknowledgement.id
);

CREATE VIEW current_observation AS
-- The figure that counts for each indicator, region, part and period: the newest one, unless it
-- was retracted.
SELECT id AS entry_id, code, subject_id AS indicator_id, name, name_en, region, part, period,
       period_start, period_end, value, value_number, unit_of_measure, numerator, denominator,
       vintage, source, note, entered, recorded_at, recorded_by
FROM ledger
WHERE subject_kind = 'indicator' AND recency = 1 AND kind <> 'retraction';

CREATE VIEW current_report AS
-- What counts for each milestone, region and period: the newest report, unless it was retracted.
SELECT id AS entry_id, code, subject_id AS milestone_id, name, name_en, region, period,
       period_start, period_end, CASE WHEN state = 'done' THEN 1 ELSE 0 END AS done, source,
       note, recorded_at, recorded_by
FROM ledger
WHERE subject_kind = 'milestone' AND recency = 1 AND kind <> 'retraction';

CREATE VIEW indicator_list AS
-- The indicators of the newest plan version, one line each, with the names of their units. The
-- ..._number columns are for calculating; the text columns have the digits as the plan has them.
WITH RECURSIVE listed (indicator_id, role, position, names) AS (
    SELECT indicator_id, role, position, unit_name FROM responsible_unit WHERE position = 1
    UNION ALL
    SELECT following.indicator_id, following.role, following.position,
           listed.names || '; ' || following.unit_name
    FROM listed
    JOIN responsible_unit AS following
      ON following.indicator_id = listed.indicator_id
     AND following.role = listed.role
     AND following.position = listed.position + 1
),
complete AS (
    SELECT indicator_id, role, names,
           ROW_NUMBER() OVER (
               PARTITION BY indicator_id, role ORDER BY position DESC
           ) AS recency
    FROM listed
),
final AS (
    SELECT plan_version, item, kind, period, value, as_printed,
           ROW_NUMBER() OVER (PARTITION BY plan_version, item ORDER BY position) AS place
    FROM target
    WHERE kind NOT IN ('baseline', 'yearly')
)
SELECT indicator.plan_version, indicator.position, indicator.code, indicator.id AS indicator_id,
       indicator.name, indicator.name_zh, indicator.name_en, indicator.plan_group,
       indicator.constraint_type, indicator.unit_of_measure, baseline.period AS baseline_period,
       baseline.value AS baseline_value,
       CAST(baseline.value AS DOUBLE PRECISION) AS baseline_number,
       final.kind AS target_kind, final.period AS target_by,
       final.as_printed AS target_as_printed, final.value AS target_value,
       CAST(final.value AS DOUBLE PRECISION) AS target_number,
       in_front.names AS lead_units, beside.names AS cooperating_units
FROM named_item AS indicator
LEFT JOIN target AS baseline
  ON baseline.plan_version = indicator.plan_version AND baseline.item = indicator.id
 AND baseline.kind = 'baseline'
LEFT JOIN final
  ON final.plan_version = indicator.plan_version AND final.item = indicator.id
 AND final.place = 1
LEFT JOIN complete AS in_front
  ON in_front.indicator_id = indicator.id AND in_front.role = 'lead' AND in_front.recency = 1
LEFT JOIN complete AS beside
  ON beside.indicator_id = indicator.id AND beside.role = 'cooperating'
 AND beside.recency = 1
WHERE indicator.kind = 'indicator';

CREATE VIEW ledger AS
-- Every entry, with the name of its subject in the newest plan version and the unit of measure it
-- was stated in. value_number is for calculating; value has the digits as they were recorded.
-- recency 1 is the newest entry of its subject, region, part and period: what counts, unless it
-- is a retraction.
SELECT entry.id, batch.recorded_at, batch.recorded_by, entry.kind, item.kind AS subject_kind,
       named_item.code, item.id AS subject_id, named_item.name, named_item.name_en,
       region.id AS region, part.id AS part, span.period, span.first_day AS period_start,
       span.last_day AS period_end, entry.value,
       CAST(entry.value AS DOUBLE PRECISION) AS value_number, stated.unit_of_measure,
       entry.numerator, entry.denominator, entry.state,
       COALESCE(entry.entered, entry.value, '') AS entered, entry.vintage,
       COALESCE(entry.source, batch.source, '') AS source, COALESCE(entry.note, '') AS note,
       batch.file, entry.cell, entry.supersedes, COALESCE(entry.reason, '') AS reason,
       batch.plan_version, entry.batch,
       ROW_NUMBER() OVER (
           PARTITION BY entry.item, entry.region, entry.part, entry.span ORDER BY entry.id DESC
       ) AS recency
FROM entry
JOIN batch ON batch.number = entry.batch
JOIN item ON item.number = entry.item
JOIN region ON region.number = entry.region
JOIN part ON part.number = entry.part
JOIN span ON span.number = entry.span
LEFT JOIN named_item ON named_item.kind = item.kind AND named_item.id = item.id
LEFT JOIN plan_item AS stated
  ON stated.plan_version = batch.plan_version AND stated.kind = item.kind AND stated.id = item.id;

CREATE VIEW named_item AS
-- Every item of the newest plan version with its name in the plan's language, in Chinese and in
-- English (the last two where the plan has them).
SELECT plan_item.plan_version, plan_item.kind, plan_item.id, plan_item.position, plan_item.code,
       plan_item.plan_group, plan_item.constraint_type, plan_item.unit_of_measure, own.content AS name,
       chinese.content AS name_zh, english.content AS name_en
FROM plan_item
LEFT JOIN plan_text AS own
  ON own.plan_version = plan_item.plan_version AND own.kind = plan_item.kind
 AND own.item = plan_item.id AND own.field IN ('name', 'title') AND own.language = ''
LEFT JOIN plan_text AS chinese
  ON chinese.plan_version = plan_item.plan_version AND chinese.kind = plan_item.kind
 AND chinese.item = plan_item.id AND chinese.field IN ('name', 'title')
 AND chinese.language = 'zh'
LEFT JOIN plan_text AS english
  ON english.plan_version = plan_item.plan_version AND english.kind = plan_item.kind
 AND english.item = plan_item.id AND english.field IN ('name', 'title')
 AND english.language = 'en'
WHERE plan_item.plan_version = (SELECT MAX(number) FROM plan_version);

CREATE VIEW responsible_unit AS
-- The units behind each indicator of the newest plan version: its own, else those of its tasks,
-- each once, in the plan's order. position counts from 1 within indicator and role.
WITH newest AS (
    SELECT MAX(number) AS number FROM plan_version
),
own AS (
    SELECT link.item AS indicator_id, link.role, link.unit, 0 AS task_position, link.position
    FROM responsibility AS link JOIN newest ON link.plan_version = newest.number
    WHERE link.kind = 'indicator' AND link.role <> 'task'
),
inherited AS (
    SELECT follows.item AS indicator_id, link.role, link.unit,
           follows.position AS task_position, link.position
    FROM responsibility AS follows
    JOIN newest ON follows.plan_version = newest.number
    JOIN responsibility AS link
      ON link.plan_version = follows.plan_version AND link.kind = 'task'
     AND link.item = follows.unit
    WHERE follows.kind = 'indicator' AND follows.role = 'task' AND NOT EXISTS (
        SELECT 1 FROM own
        WHERE own.indicator_id = follows.item
          AND (own.role = link.role OR link.role = 'cooperating')
    )
),
named AS (
    SELECT indicator_id, role, unit, task_position, position FROM own
    UNION ALL
    SELECT indicator_id, role, unit, task_position, position FROM inherited
    WHERE role = 'lead' OR NOT EXISTS (
        SELECT 1 FROM inherited AS lead
        WHERE lead.indicator_id = inherited.indicator_id
          AND lead.unit = inherited.unit
          AND lead.role = 'lead'
    )
),
ranked AS (
    SELECT indicator_id, role, unit, task_position, position,
           ROW_NUMBER() OVER (
               PARTITION BY indicator_id, role, unit ORDER BY task_position, position
           ) AS mention
    FROM named
)
SELECT ranked.indicator_id, ranked.role,
       ROW_NUMBER() OVER (
           PARTITION BY ranked.indicator_id, ranked.role
           ORDER BY ranked.task_position, ranked.position
       ) AS position,
       ranked.unit AS unit_id, named_item.name AS unit_name, named_item.name_zh AS unit_name_zh,
       named_item.name_en AS unit_name_en
FROM ranked
JOIN named_item ON named_item.kind = 'unit' AND named_item.id = ranked.unit
WHERE ranked.mention = 1;

CREATE TRIGGER acknowledgement_no_backdate BEFORE INSERT ON acknowledgement
WHEN EXISTS (SELECT 1 FROM acknowledgement WHERE acknowledged_at >= NEW.acknowledged_at AND id >
    COALESCE((SELECT acknowledgements FROM clock_setting ORDER BY number DESC LIMIT 1), 0))
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no backdate'); END;

CREATE TRIGGER acknowledgement_no_delete BEFORE DELETE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no delete'); END;

CREATE TRIGGER acknowledgement_no_replace BEFORE INSERT ON acknowledgement
WHEN NEW.id <= (SELECT MAX(id) FROM acknowledgement)
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no replace'); END;

CREATE TRIGGER acknowledgement_no_stray BEFORE INSERT ON acknowledgement
WHEN NEW.withdraws IS NOT NULL AND NOT EXISTS (
SELECT 1 FROM current_acknowledgement WHERE id = NEW.withdraws AND doubt = NEW.doubt)
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no stray'); END;

CREATE TRIGGER acknowledgement_no_update BEFORE UPDATE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no update'); END;

CREATE TRIGGER batch_no_backdate BEFORE INSERT ON batch
WHEN EXISTS (SELECT 1 FROM batch WHERE recorded_at >= NEW.recorded_at AND (recorded_at = NEW.recorded_at
    OR number > COALESCE((SELECT batches FROM clock_setting ORDER BY number DESC LIMIT 1), 0)))
BEGIN SELECT RAISE(ABORT, 'batch is append-only: no backdate'); END;

CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch
BEGIN SELECT RAISE(ABORT, 'batch is append-only: no delete'); END;

CREATE TRIGGER batch_no_replace BEFORE INSERT ON batch
WHEN NEW.number <= (SELECT MAX(number) FROM batch)
BEGIN SELECT RAISE(ABORT, 'batch is append-only: no replace'); END;

CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch
BEGIN SELECT RAISE(ABORT, 'batch is append-only: no update'); END;

CREATE TRIGGER clock_setting_no_delete BEFORE DELETE ON clock_setting
BEGIN SELECT RAISE(ABORT, 'clock_setting is append-only: no delete'); END;

CREATE TRIGGER clock_setting_no_replace BEFORE INSERT ON clock_setting
WHEN NEW.number <= (SELECT MAX(number) FROM clock_setting)
BEGIN SELECT RAISE(ABORT, 'clock_setting is append-only: no replace'); END;

CREATE TRIGGER clock_setting_no_update BEFORE UPDATE ON clock_setting
BEGIN SELECT RAISE(ABORT, 'clock_setting is append-only: no update'); END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no delete'); END;

CREATE TRIGGER entry_no_fork BEFORE INSERT ON entry
WHEN COALESCE(NEW.supersedes, 0) <> COALESCE((
SELECT CASE WHEN kind = 'retraction' THEN 0 ELSE id END FROM entry
WHERE item = NEW.item AND region = NEW.region AND part = NEW.part AND span = NEW.span
ORDER BY id DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no fork'); END;

CREATE TRIGGER entry_no_other_claim BEFORE INSERT ON entry
WHEN NEW.kind = 'retraction' AND NOT EXISTS (SELECT 1 FROM entry
WHERE id = NEW.supersedes AND value IS NEW.value AND numerator IS NEW.numerator
AND denominator IS NEW.denominator AND state IS NEW.state)
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no other claim'); END;

CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
WHEN NEW.id <= (SELECT MAX(id) FROM entry)
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no replace'); END;

CREATE TRIGGER entry_no_stray BEFORE INSERT ON entry
WHEN NOT EXISTS (SELECT 1 FROM batch WHERE number = NEW.batch
AND NEW.id BETWEEN first_entry AND last_entry AND number = (SELECT MAX(number) FROM batch))
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no stray'); END;

CREATE TRIGGER entry_no_unexplained_correction BEFORE INSERT ON entry
WHEN (NEW.kind = 'record') <> (NEW.supersedes IS NULL)
OR (NEW.kind <> 'record' AND COALESCE(NEW.reason, '') = '')
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no unexplained correction'); END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no update'); END;

CREATE TRIGGER evidence_no_addition BEFORE INSERT ON evidence
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'entry' AND id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no addition'); END;

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no delete'); END;

CREATE TRIGGER evidence_no_replace BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence
WHERE (entry_id = NEW.entry_id AND position = NEW.position) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no replace'); END;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no update'); END;

CREATE TRIGGER file_history_no_delete BEFORE DELETE ON file_history
BEGIN SELECT RAISE(ABORT, 'file_history is append-only: no delete'); END;

CREATE TRIGGER file_history_no_replace BEFORE INSERT ON file_history
WHEN EXISTS (SELECT 1 FROM file_history WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'file_history is append-only: no replace'); END;

CREATE TRIGGER file_history_no_update BEFORE UPDATE ON file_history
BEGIN SELECT RAISE(ABORT, 'file_history is append-only: no update'); END;

CREATE TRIGGER form1_text_no_delete BEFORE DELETE ON form1_text
BEGIN SELECT RAISE(ABORT, 'form1_text is append-only: no delete'); END;

CREATE TRIGGER form1_text_no_insert BEFORE INSERT ON form1_text
BEGIN SELECT RAISE(ABORT, 'form1_text is append-only: no insert'); END;

CREATE TRIGGER form1_text_no_update BEFORE UPDATE ON form1_text
BEGIN SELECT RAISE(ABORT, 'form1_text is append-only: no update'); END;

CREATE TRIGGER item_no_delete BEFORE DELETE ON item
BEGIN SELECT RAISE(ABORT, 'item is append-only: no delete'); END;

CREATE TRIGGER item_no_replace BEFORE INSERT ON item
WHEN EXISTS (SELECT 1 FROM item WHERE number = NEW.number OR (kind = NEW.kind AND id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'item is append-only: no replace'); END;

CREATE TRIGGER item_no_update BEFORE UPDATE ON item
BEGIN SELECT RAISE(ABORT, 'item is append-only: no update'); END;

CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head
BEGIN SELECT RAISE(ABORT, 'ledger_head is append-only: no delete'); END;

CREATE TRIGGER ledger_head_no_replace BEFORE INSERT ON ledger_head
WHEN EXISTS (SELECT 1 FROM ledger_head)
BEGIN SELECT RAISE(ABORT, 'ledger_head is append-only: no replace'); END;

CREATE TRIGGER ledger_head_no_update BEFORE UPDATE ON ledger_head
WHEN NEW.id <> OLD.id OR NEW.count <= OLD.count OR NOT EXISTS (
SELECT 1 FROM seal WHERE number = NEW.count AND hash = NEW.hash)
OR NEW.count <> (SELECT MAX(number) FROM seal)
BEGIN SELECT RAISE(ABORT, 'ledger_head is append-only: no update'); END;

CREATE TRIGGER part_no_delete BEFORE DELETE ON part
BEGIN SELECT RAISE(ABORT, 'part is append-only: no delete'); END;

CREATE TRIGGER part_no_replace BEFORE INSERT ON part
WHEN EXISTS (SELECT 1 FROM part WHERE number = NEW.number OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'part is append-only: no replace'); END;

CREATE TRIGGER part_no_update BEFORE UPDATE ON part
BEGIN SELECT RAISE(ABORT, 'part is append-only: no update'); END;

CREATE TRIGGER plan_item_no_addition BEFORE INSERT ON plan_item
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version)
BEGIN SELECT RAISE(ABORT, 'plan_item is append-only: no addition'); END;

CREATE TRIGGER plan_item_no_delete BEFORE DELETE ON plan_item
BEGIN SELECT RAISE(ABORT, 'plan_item is append-only: no delete'); END;

CREATE TRIGGER plan_item_no_replace BEFORE INSERT ON plan_item
WHEN EXISTS (SELECT 1 FROM plan_item WHERE (plan_version = NEW.plan_version AND kind = NEW.kind AND id = NEW.id) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'plan_item is append-only: no replace'); END;

CREATE TRIGGER plan_item_no_update BEFORE UPDATE ON plan_item
BEGIN SELECT RAISE(ABORT, 'plan_item is append-only: no update'); END;

CREATE TRIGGER plan_text_no_addition BEFORE INSERT ON plan_text
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version)
BEGIN SELECT RAISE(ABORT, 'plan_text is append-only: no addition'); END;

CREATE TRIGGER plan_text_no_delete BEFORE DELETE ON plan_text
BEGIN SELECT RAISE(ABORT, 'plan_text is append-only: no delete'); END;

CREATE TRIGGER plan_text_no_replace BEFORE INSERT ON plan_text
WHEN EXISTS (SELECT 1 FROM plan_text WHERE (plan_version = NEW.plan_version AND kind = NEW.kind AND item = NEW.item AND field = NEW.field AND language = NEW.language) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'plan_text is append-only: no replace'); END;

CREATE TRIGGER plan_text_no_update BEFORE UPDATE ON plan_text
BEGIN SELECT RAISE(ABORT, 'plan_text is append-only: no update'); END;

CREATE TRIGGER plan_version_no_backdate BEFORE INSERT ON plan_version
WHEN EXISTS (SELECT 1 FROM plan_version WHERE loaded_at >= NEW.loaded_at AND number >
    COALESCE((SELECT plan_versions FROM clock_setting ORDER BY number DESC LIMIT 1), 0))
BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no backdate'); END;

CREATE TRIGGER plan_version_no_delete BEFORE DELETE ON plan_version
BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no delete'); END;

CREATE TRIGGER plan_version_no_replace BEFORE INSERT ON plan_version
WHEN NEW.number <= (SELECT MAX(number) FROM plan_version)
BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no replace'); END;

CREATE TRIGGER plan_version_no_update BEFORE UPDATE ON plan_version
BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no update'); END;

CREATE TRIGGER region_no_delete BEFORE DELETE ON region
BEGIN SELECT RAISE(ABORT, 'region is append-only: no delete'); END;

CREATE TRIGGER region_no_replace BEFORE INSERT ON region
WHEN EXISTS (SELECT 1 FROM region WHERE number = NEW.number OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'region is append-only: no replace'); END;

CREATE TRIGGER region_no_update BEFORE UPDATE ON region
BEGIN SELECT RAISE(ABORT, 'region is append-only: no update'); END;

CREATE TRIGGER responsibility_no_addition BEFORE INSERT ON responsibility
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version)
BEGIN SELECT RAISE(ABORT, 'responsibility is append-only: no addition'); END;

CREATE TRIGGER responsibility_no_delete BEFORE DELETE ON responsibility
BEGIN SELECT RAISE(ABORT, 'responsibility is append-only: no delete'); END;

CREATE TRIGGER responsibility_no_replace BEFORE INSERT ON responsibility
WHEN EXISTS (SELECT 1 FROM responsibility WHERE (plan_version = NEW.plan_version AND kind = NEW.kind AND item = NEW.item AND role = NEW.role AND position = NEW.position) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'responsibility is append-only: no replace'); END;

CREATE TRIGGER responsibility_no_update BEFORE UPDATE ON responsibility
BEGIN SELECT RAISE(ABORT, 'responsibility is append-only: no update'); END;

CREATE TRIGGER seal_no_break BEFORE INSERT ON seal
WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM seal)
OR EXISTS (SELECT 1 FROM seal WHERE kind = NEW.kind AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'seal is append-only: no break'); END;

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'seal is append-only: no delete'); END;

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'seal is append-only: no update'); END;

CREATE TRIGGER snapshot_no_backdate BEFORE INSERT ON snapshot
WHEN EXISTS (SELECT 1 FROM snapshot WHERE made_at >= NEW.made_at AND number >
    COALESCE((SELECT snapshots FROM clock_setting ORDER BY number DESC LIMIT 1), 0))
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no backdate'); END;

CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no delete'); END;

CREATE TRIGGER snapshot_no_replace BEFORE INSERT ON snapshot
WHEN NEW.number <= (SELECT MAX(number) FROM snapshot)
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no replace'); END;

CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no update'); END;

CREATE TRIGGER span_no_delete BEFORE DELETE ON span
BEGIN SELECT RAISE(ABORT, 'span is append-only: no delete'); END;

CREATE TRIGGER span_no_replace BEFORE INSERT ON span
WHEN EXISTS (SELECT 1 FROM span WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'span is append-only: no replace'); END;

CREATE TRIGGER span_no_update BEFORE UPDATE ON span
BEGIN SELECT RAISE(ABORT, 'span is append-only: no update'); END;

CREATE TRIGGER target_no_addition BEFORE INSERT ON target
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version)
BEGIN SELECT RAISE(ABORT, 'target is append-only: no addition'); END;

CREATE TRIGGER target_no_delete BEFORE DELETE ON target
BEGIN SELECT RAISE(ABORT, 'target is append-only: no delete'); END;

CREATE TRIGGER target_no_replace BEFORE INSERT ON target
WHEN EXISTS (SELECT 1 FROM target WHERE (plan_version = NEW.plan_version AND region = NEW.region AND item = NEW.item AND position = NEW.position) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'target is append-only: no replace'); END;

CREATE TRIGGER target_no_update BEFORE UPDATE ON target
BEGIN SELECT RAISE(ABORT, 'target is append-only: no update'); END;

