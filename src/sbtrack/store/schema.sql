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

CREATE TABLE entry (
    -- One line of the ledger: a claim about a subject, region and period, never changed. A
    -- correction is a later entry that supersedes it. plan_version is the newest one at the time;
    -- its unit of measure is the one the figure is stated in.
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    region TEXT NOT NULL,
    period TEXT NOT NULL,
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    grain TEXT NOT NULL,
    value TEXT, -- of an indicator
    numerator TEXT,
    denominator TEXT,
    done INTEGER, -- of a milestone
    entered TEXT NOT NULL, -- the value as it was typed
    vintage TEXT,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    supersedes INTEGER,
    reason TEXT NOT NULL,
    plan_version INTEGER,
    CONSTRAINT pk_entry PRIMARY KEY (id),
    CONSTRAINT uq_entry_recorded_at UNIQUE (recorded_at),
    CONSTRAINT fk_entry_supersedes FOREIGN KEY (supersedes) REFERENCES entry (id),
    CONSTRAINT fk_entry_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number),
    CONSTRAINT ck_entry_id CHECK (id > 0),
    CONSTRAINT ck_entry_kind CHECK (kind IN ('record', 'revision', 'retraction')),
    CONSTRAINT ck_entry_subject_kind CHECK (subject_kind IN ('indicator', 'milestone')),
    CONSTRAINT ck_entry_grain CHECK (grain IN ('year', 'half', 'quarter', 'month', 'day')),
    CONSTRAINT ck_entry_period CHECK (period_start <= period_end),
    CONSTRAINT ck_entry_vintage CHECK (vintage IN ('preliminary', 'revised', 'final')),
    CONSTRAINT ck_entry_done CHECK (done IN (0, 1)),
    CONSTRAINT ck_entry_claim CHECK (
        (subject_kind = 'indicator' AND value IS NOT NULL AND done IS NULL)
        OR (subject_kind = 'milestone' AND value IS NULL AND done IS NOT NULL)
    ),
    CONSTRAINT ck_entry_ratio CHECK (
        (numerator IS NULL AND denominator IS NULL)
        OR (value IS NOT NULL AND numerator IS NOT NULL AND denominator IS NOT NULL
            AND CAST(denominator AS REAL) <> 0)
    ),
    CONSTRAINT ck_entry_supersedes CHECK (
        (kind = 'record' AND supersedes IS NULL)
        OR (kind <> 'record' AND supersedes IS NOT NULL AND supersedes < id AND reason <> '')
    ),
    CONSTRAINT ck_entry_recorded_at
        CHECK (length(recorded_at) = 27 AND recorded_at LIKE '____-__-__T%Z')
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
    CONSTRAINT ck_evidence_kind CHECK (kind IN ('link', 'file')),
    CONSTRAINT ck_evidence_location CHECK (location <> ''),
    CONSTRAINT ck_evidence_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT ck_evidence_size CHECK (size >= 0),
    CONSTRAINT ck_evidence_file CHECK (kind <> 'file' OR (sha256 IS NOT NULL AND size IS NOT NULL))
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

CREATE TABLE indicator (
    -- What is measured, from which baseline to which target. Of the target's columns those are
    -- filled that its kind has; without a baseline value there may be the plan's reason.
    plan_version INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL, name_zh TEXT, name_en TEXT,
    plan_group TEXT NOT NULL,
    constraint_type TEXT NOT NULL,
    unit_of_measure TEXT NOT NULL,
    baseline_value TEXT,
    baseline_period TEXT,
    baseline_as_printed TEXT,
    baseline_note TEXT, baseline_note_zh TEXT, baseline_note_en TEXT,
    no_baseline_reason TEXT, no_baseline_reason_zh TEXT, no_baseline_reason_en TEXT,
    target_kind TEXT NOT NULL,
    target_by TEXT NOT NULL,
    target_as_printed TEXT NOT NULL,
    target_value TEXT,
    target_tolerance TEXT,
    target_factor TEXT,
    target_reference TEXT, -- the indicator that the factor multiplies
    target_floor TEXT,
    target_rate TEXT, -- percent a year
    target_change TEXT, -- percent over the plan, negative for a cut
    target_basis TEXT,
    target_bound TEXT,
    target_every TEXT,
    target_baseline_meets INTEGER,
    target_text TEXT, target_text_zh TEXT, target_text_en TEXT,
    share INTEGER NOT NULL, -- 1: part of a whole, 0 to 100 %
    definition TEXT, definition_zh TEXT, definition_en TEXT,
    note TEXT, note_zh TEXT, note_en TEXT,
    cite TEXT NOT NULL,
    CONSTRAINT pk_indicator PRIMARY KEY (plan_version, id),
    CONSTRAINT fk_indicator_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number),
    CONSTRAINT fk_indicator_plan_version_target_reference
        FOREIGN KEY (plan_version, target_reference) REFERENCES indicator (plan_version, id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_indicator_plan_group
        CHECK (plan_group IN ('headline', 'commitment', 'series')),
    CONSTRAINT ck_indicator_constraint_type
        CHECK (constraint_type IN ('binding', 'anticipatory', 'unspecified')),
    CONSTRAINT ck_indicator_share CHECK (share IN (0, 1)),
    CONSTRAINT ck_indicator_target_kind
        CHECK (target_kind IN ('at_least', 'at_most', 'about', 'annual_growth',
                               'cumulative_change', 'every_period', 'multiple_of', 'coverage',
                               'undetermined')),
    CONSTRAINT ck_indicator_target_basis CHECK (target_basis IN ('levels', 'rates')),
    CONSTRAINT ck_indicator_target_bound CHECK (target_bound IN ('at_least', 'at_most')),
    CONSTRAINT ck_indicator_target_every
        CHECK (target_every IN ('year', 'half', 'quarter', 'month', 'day')),
    CONSTRAINT ck_indicator_target_baseline_meets CHECK (target_baseline_meets IN (0, 1)),
    CONSTRAINT ck_indicator_baseline_period
        CHECK ((baseline_value IS NULL) = (baseline_period IS NULL))
);

CREATE TABLE indicator_component (
    -- An indicator that another one is built from.
    plan_version INTEGER NOT NULL,
    indicator_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    component_id TEXT NOT NULL,
    CONSTRAINT pk_indicator_component PRIMARY KEY (plan_version, indicator_id, position),
    CONSTRAINT fk_indicator_component_plan_version_indicator_id
        FOREIGN KEY (plan_version, indicator_id) REFERENCES indicator (plan_version, id),
    CONSTRAINT fk_indicator_component_plan_version_component_id
        FOREIGN KEY (plan_version, component_id) REFERENCES indicator (plan_version, id)
);

CREATE TABLE indicator_task (
    -- A task from which an indicator follows.
    plan_version INTEGER NOT NULL,
    indicator_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    task_code TEXT NOT NULL,
    CONSTRAINT pk_indicator_task PRIMARY KEY (plan_version, indicator_id, position),
    CONSTRAINT fk_indicator_task_plan_version_indicator_id
        FOREIGN KEY (plan_version, indicator_id) REFERENCES indicator (plan_version, id),
    CONSTRAINT fk_indicator_task_plan_version_task_code
        FOREIGN KEY (plan_version, task_code) REFERENCES task (plan_version, code)
);

CREATE TABLE indicator_unit (
    -- A unit of an indicator's own; without one it has those of its tasks.
    plan_version INTEGER NOT NULL,
    indicator_id TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    unit_id TEXT NOT NULL,
    CONSTRAINT pk_indicator_unit PRIMARY KEY (plan_version, indicator_id, role, position),
    CONSTRAINT fk_indicator_unit_plan_version_indicator_id
        FOREIGN KEY (plan_version, indicator_id) REFERENCES indicator (plan_version, id),
    CONSTRAINT fk_indicator_unit_plan_version_unit_id
        FOREIGN KEY (plan_version, unit_id) REFERENCES unit (plan_version, id),
    CONSTRAINT ck_indicator_unit_role CHECK (role IN ('lead', 'cooperating'))
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

CREATE TABLE milestone (
    -- A qualitative commitment: done or not, by the end of due.
    plan_version INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL, title_zh TEXT, title_en TEXT,
    due TEXT NOT NULL,
    every TEXT, -- recurs in each such period of the plan
    since TEXT, -- but not in those that end before it starts
    constraint_type TEXT NOT NULL,
    note TEXT, note_zh TEXT, note_en TEXT,
    cite TEXT NOT NULL,
    CONSTRAINT pk_milestone PRIMARY KEY (plan_version, id),
    CONSTRAINT fk_milestone_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number),
    CONSTRAINT ck_milestone_constraint_type
        CHECK (constraint_type IN ('binding', 'anticipatory', 'unspecified')),
    CONSTRAINT ck_milestone_every CHECK (every IN ('year', 'half', 'quarter', 'month', 'day'))
);

CREATE TABLE milestone_task (
    -- A task from which a milestone follows.
    plan_version INTEGER NOT NULL,
    milestone_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    task_code TEXT NOT NULL,
    CONSTRAINT pk_milestone_task PRIMARY KEY (plan_version, milestone_id, position),
    CONSTRAINT fk_milestone_task_plan_version_milestone_id
        FOREIGN KEY (plan_version, milestone_id) REFERENCES milestone (plan_version, id),
    CONSTRAINT fk_milestone_task_plan_version_task_code
        FOREIGN KEY (plan_version, task_code) REFERENCES task (plan_version, code)
);

CREATE TABLE milestone_unit (
    -- A unit of a milestone's own; without one it has those of its tasks.
    plan_version INTEGER NOT NULL,
    milestone_id TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    unit_id TEXT NOT NULL,
    CONSTRAINT pk_milestone_unit PRIMARY KEY (plan_version, milestone_id, role, position),
    CONSTRAINT fk_milestone_unit_plan_version_milestone_id
        FOREIGN KEY (plan_version, milestone_id) REFERENCES milestone (plan_version, id),
    CONSTRAINT fk_milestone_unit_plan_version_unit_id
        FOREIGN KEY (plan_version, unit_id) REFERENCES unit (plan_version, id),
    CONSTRAINT ck_milestone_unit_role CHECK (role IN ('lead', 'cooperating'))
);

CREATE TABLE plan_version (
    -- One loaded version of the plan; version_note is about the version, note is the plan's own.
    number INTEGER NOT NULL,
    plan_id TEXT NOT NULL,
    title TEXT NOT NULL, title_zh TEXT, title_en TEXT,
    language TEXT NOT NULL,
    base_period TEXT NOT NULL,
    end_period TEXT NOT NULL,
    utc_offset TEXT NOT NULL,
    document_number TEXT NOT NULL,
    issuer TEXT, issuer_zh TEXT, issuer_en TEXT,
    adopted TEXT,
    issued TEXT,
    source TEXT, source_zh TEXT, source_en TEXT,
    note TEXT, note_zh TEXT, note_en TEXT,
    on_track TEXT NOT NULL, -- limit of the verdict, in percentage points
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
    -- An area that figures cover; position 0 is the plan's whole area.
    plan_version INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL, name_zh TEXT, name_en TEXT,
    CONSTRAINT pk_region PRIMARY KEY (plan_version, id),
    CONSTRAINT fk_region_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number)
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

CREATE TABLE task (
    -- A numbered measure; sole is 1 where its units are not split into lead and cooperating.
    plan_version INTEGER NOT NULL,
    code TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL, title_zh TEXT, title_en TEXT,
    summary TEXT, summary_zh TEXT, summary_en TEXT,
    sole INTEGER NOT NULL,
    cite TEXT NOT NULL,
    CONSTRAINT pk_task PRIMARY KEY (plan_version, code),
    CONSTRAINT fk_task_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number),
    CONSTRAINT ck_task_sole CHECK (sole IN (0, 1))
);

CREATE TABLE task_unit (
    -- A unit that leads a task or cooperates in it.
    plan_version INTEGER NOT NULL,
    task_code TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    unit_id TEXT NOT NULL,
    CONSTRAINT pk_task_unit PRIMARY KEY (plan_version, task_code, role, position),
    CONSTRAINT fk_task_unit_plan_version_task_code
        FOREIGN KEY (plan_version, task_code) REFERENCES task (plan_version, code),
    CONSTRAINT fk_task_unit_plan_version_unit_id
        FOREIGN KEY (plan_version, unit_id) REFERENCES unit (plan_version, id),
    CONSTRAINT ck_task_unit_role CHECK (role IN ('lead', 'cooperating'))
);

CREATE TABLE unit (
    -- A responsible unit: an organisation.
    plan_version INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL, name_zh TEXT, name_en TEXT,
    short TEXT, short_zh TEXT, short_en TEXT,
    CONSTRAINT pk_unit PRIMARY KEY (plan_version, id),
    CONSTRAINT fk_unit_plan_version
        FOREIGN KEY (plan_version) REFERENCES plan_version (number)
);

CREATE TABLE yearly_target (
    -- A target on the way, in the indicator's unit of measure.
    plan_version INTEGER NOT NULL,
    indicator_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    period TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_yearly_target PRIMARY KEY (plan_version, indicator_id, position),
    CONSTRAINT fk_yearly_target_plan_version_indicator_id
        FOREIGN KEY (plan_version, indicator_id) REFERENCES indicator (plan_version, id)
);

CREATE INDEX ix_acknowledgement_doubt ON acknowledgement (doubt, id DESC);

CREATE INDEX ix_entry_claim
    ON entry (subject_kind, subject_id, region, period_end DESC, period_start, id DESC);

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
-- The figure that counts for each indicator, region and period: the newest one, unless it was
-- retracted.
SELECT id AS entry_id, code, subject_id AS indicator_id, name, name_en, region, period,
       period_start, period_end, grain, value, value_number, unit_of_measure, numerator,
       denominator, vintage, source, note, entered, recorded_at, recorded_by
FROM ledger
WHERE subject_kind = 'indicator' AND recency = 1 AND kind <> 'retraction';

CREATE VIEW current_report AS
-- What counts for each milestone, region and period: the newest report, unless it was retracted.
SELECT id AS entry_id, code, subject_id AS milestone_id, name, name_en, region, period,
       period_start, period_end, grain, done, source, note, recorded_at, recorded_by
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
)
SELECT indicator.plan_version, indicator.position, indicator.code, indicator.id AS indicator_id,
       indicator.name, indicator.name_zh, indicator.name_en, indicator.plan_group,
       indicator.constraint_type, indicator.unit_of_measure, indicator.baseline_period,
       indicator.baseline_value,
       CAST(indicator.baseline_value AS DOUBLE PRECISION) AS baseline_number,
       indicator.target_kind, indicator.target_by, indicator.target_as_printed,
       indicator.target_value, CAST(indicator.target_value AS DOUBLE PRECISION) AS target_number,
       leading.names AS lead_units, helping.names AS cooperating_units, indicator.cite
FROM indicator
LEFT JOIN complete AS leading
  ON leading.indicator_id = indicator.id AND leading.role = 'lead' AND leading.recency = 1
LEFT JOIN complete AS helping
  ON helping.indicator_id = indicator.id AND helping.role = 'cooperating'
 AND helping.recency = 1
WHERE indicator.plan_version = (SELECT MAX(number) FROM plan_version);

CREATE VIEW ledger AS
-- Every entry, with the name of its subject in the newest plan version and the unit of measure it
-- was stated in. value_number is for calculating; value has the digits as they were recorded.
-- recency 1 is the newest entry of its subject, region and period: what counts, unless it is a
-- retraction.
SELECT entry.id, entry.recorded_at, entry.recorded_by, entry.kind, entry.subject_kind,
       COALESCE(indicator.code, milestone.code) AS code, entry.subject_id,
       COALESCE(indicator.name, milestone.title) AS name,
       COALESCE(indicator.name_en, milestone.title_en) AS name_en,
       entry.region, entry.period, entry.period_start, entry.period_end, entry.grain,
       entry.value, CAST(entry.value AS DOUBLE PRECISION) AS value_number,
       stated.unit_of_measure, entry.numerator, entry.denominator, entry.done,
       entry.entered, entry.vintage, entry.source, entry.note, entry.supersedes, entry.reason,
       entry.plan_version,
       ROW_NUMBER() OVER (
           PARTITION BY entry.subject_kind, entry.subject_id, entry.region, entry.period_end,
                        entry.period_start
           ORDER BY entry.id DESC
       ) AS recency
FROM entry
LEFT JOIN indicator
  ON indicator.plan_version = (SELECT MAX(number) FROM plan_version)
 AND entry.subject_kind = 'indicator' AND indicator.id = entry.subject_id
LEFT JOIN indicator AS stated
  ON stated.plan_version = entry.plan_version
 AND entry.subject_kind = 'indicator' AND stated.id = entry.subject_id
LEFT JOIN milestone
  ON milestone.plan_version = (SELECT MAX(number) FROM plan_version)
 AND entry.subject_kind = 'milestone' AND milestone.id = entry.subject_id;

CREATE VIEW responsible_unit AS
-- The units behind each indicator of the newest plan version: its own, else those of its tasks,
-- each once, in the plan's order. position counts from 1 within indicator and role.
WITH newest AS (
    SELECT MAX(number) AS number FROM plan_version
),
own AS (
    SELECT link.indicator_id, link.role, link.unit_id, 0 AS task_position, link.position
    FROM indicator_unit AS link JOIN newest ON link.plan_version = newest.number
),
inherited AS (
    SELECT follows.indicator_id, link.role, link.unit_id,
           follows.position AS task_position, link.position
    FROM indicator_task AS follows
    JOIN newest ON follows.plan_version = newest.number
    JOIN task_unit AS link
      ON link.plan_version = follows.plan_version AND link.task_code = follows.task_code
    WHERE NOT EXISTS (
        SELECT 1 FROM own
        WHERE own.indicator_id = follows.indicator_id
          AND (own.role = link.role OR link.role = 'cooperating')
    )
),
named AS (
    SELECT indicator_id, role, unit_id, task_position, position FROM own
    UNION ALL
    SELECT indicator_id, role, unit_id, task_position, position FROM inherited
    WHERE role = 'lead' OR NOT EXISTS (
        SELECT 1 FROM inherited AS lead
        WHERE lead.indicator_id = inherited.indicator_id
          AND lead.unit_id = inherited.unit_id
          AND lead.role = 'lead'
    )
),
ranked AS (
    SELECT indicator_id, role, unit_id, task_position, position,
           ROW_NUMBER() OVER (
               PARTITION BY indicator_id, role, unit_id ORDER BY task_position, position
           ) AS mention
    FROM named
)
SELECT ranked.indicator_id, ranked.role,
       ROW_NUMBER() OVER (
           PARTITION BY ranked.indicator_id, ranked.role
           ORDER BY ranked.task_position, ranked.position
       ) AS position,
       ranked.unit_id, unit.name AS unit_name, unit.name_zh AS unit_name_zh,
       unit.name_en AS unit_name_en
FROM ranked
JOIN newest ON 1 = 1
JOIN unit ON unit.plan_version = newest.number AND unit.id = ranked.unit_id
WHERE ranked.mention = 1;

CREATE TRIGGER acknowledgement_no_backdate BEFORE INSERT ON acknowledgement WHEN EXISTS (SELECT 1 FROM acknowledgement WHERE acknowledged_at >= NEW.acknowledged_at) BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no backdate'); END;

CREATE TRIGGER acknowledgement_no_delete BEFORE DELETE ON acknowledgement  BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no delete'); END;

CREATE TRIGGER acknowledgement_no_replace BEFORE INSERT ON acknowledgement WHEN EXISTS (SELECT 1 FROM acknowledgement WHERE (id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no replace'); END;

CREATE TRIGGER acknowledgement_no_stray BEFORE INSERT ON acknowledgement WHEN NEW.withdraws IS NOT NULL AND NOT EXISTS (SELECT 1 FROM current_acknowledgement WHERE id = NEW.withdraws AND doubt = NEW.doubt) BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no stray'); END;

CREATE TRIGGER acknowledgement_no_update BEFORE UPDATE ON acknowledgement  BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no update'); END;

CREATE TRIGGER entry_no_backdate BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE recorded_at >= NEW.recorded_at) BEGIN SELECT RAISE(ABORT, 'entry is append-only: no backdate'); END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry  BEGIN SELECT RAISE(ABORT, 'entry is append-only: no delete'); END;

CREATE TRIGGER entry_no_fork BEFORE INSERT ON entry WHEN COALESCE(NEW.supersedes, 0) <> COALESCE((SELECT CASE WHEN kind = 'retraction' THEN 0 ELSE id END FROM entry WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id AND region = NEW.region AND period_end = NEW.period_end AND period_start = NEW.period_start ORDER BY id DESC LIMIT 1), 0) BEGIN SELECT RAISE(ABORT, 'entry is append-only: no fork'); END;

CREATE TRIGGER entry_no_insert_between AFTER INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE id > NEW.id) BEGIN SELECT RAISE(ABORT, 'entry is append-only: no insert_between'); END;

CREATE TRIGGER entry_no_other_claim BEFORE INSERT ON entry WHEN NEW.kind = 'retraction' AND NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.supersedes AND subject_kind IS NEW.subject_kind AND subject_id IS NEW.subject_id AND region IS NEW.region AND period_start IS NEW.period_start AND period_end IS NEW.period_end AND value IS NEW.value AND numerator IS NEW.numerator AND denominator IS NEW.denominator AND done IS NEW.done) BEGIN SELECT RAISE(ABORT, 'entry is append-only: no other claim'); END;

CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'entry is append-only: no replace'); END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry  BEGIN SELECT RAISE(ABORT, 'entry is append-only: no update'); END;

CREATE TRIGGER evidence_no_addition BEFORE INSERT ON evidence WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'entry' AND id = NEW.entry_id) BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no addition'); END;

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence  BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no delete'); END;

CREATE TRIGGER evidence_no_replace BEFORE INSERT ON evidence WHEN EXISTS (SELECT 1 FROM evidence WHERE (entry_id = NEW.entry_id AND position = NEW.position) OR (rowid = NEW.rowid)) BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no replace'); END;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence  BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no update'); END;

CREATE TRIGGER file_history_no_delete BEFORE DELETE ON file_history  BEGIN SELECT RAISE(ABORT, 'file_history is append-only: no delete'); END;

CREATE TRIGGER file_history_no_replace BEFORE INSERT ON file_history WHEN EXISTS (SELECT 1 FROM file_history WHERE (number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'file_history is append-only: no replace'); END;

CREATE TRIGGER file_history_no_update BEFORE UPDATE ON file_history  BEGIN SELECT RAISE(ABORT, 'file_history is append-only: no update'); END;

CREATE TRIGGER indicator_component_no_addition BEFORE INSERT ON indicator_component WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'indicator_component is append-only: no addition'); END;

CREATE TRIGGER indicator_component_no_delete BEFORE DELETE ON indicator_component  BEGIN SELECT RAISE(ABORT, 'indicator_component is append-only: no delete'); END;

CREATE TRIGGER indicator_component_no_displacement BEFORE INSERT ON indicator_component WHEN EXISTS (SELECT 1 FROM indicator_component WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'indicator_component is append-only: no displacement'); END;

CREATE TRIGGER indicator_component_no_replace BEFORE INSERT ON indicator_component WHEN EXISTS (SELECT 1 FROM indicator_component WHERE plan_version = NEW.plan_version AND indicator_id = NEW.indicator_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'indicator_component is append-only: no replace'); END;

CREATE TRIGGER indicator_component_no_update BEFORE UPDATE ON indicator_component  BEGIN SELECT RAISE(ABORT, 'indicator_component is append-only: no update'); END;

CREATE TRIGGER indicator_no_addition BEFORE INSERT ON indicator WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'indicator is append-only: no addition'); END;

CREATE TRIGGER indicator_no_delete BEFORE DELETE ON indicator  BEGIN SELECT RAISE(ABORT, 'indicator is append-only: no delete'); END;

CREATE TRIGGER indicator_no_displacement BEFORE INSERT ON indicator WHEN EXISTS (SELECT 1 FROM indicator WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'indicator is append-only: no displacement'); END;

CREATE TRIGGER indicator_no_replace BEFORE INSERT ON indicator WHEN EXISTS (SELECT 1 FROM indicator WHERE plan_version = NEW.plan_version AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'indicator is append-only: no replace'); END;

CREATE TRIGGER indicator_no_update BEFORE UPDATE ON indicator  BEGIN SELECT RAISE(ABORT, 'indicator is append-only: no update'); END;

CREATE TRIGGER indicator_task_no_addition BEFORE INSERT ON indicator_task WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'indicator_task is append-only: no addition'); END;

CREATE TRIGGER indicator_task_no_delete BEFORE DELETE ON indicator_task  BEGIN SELECT RAISE(ABORT, 'indicator_task is append-only: no delete'); END;

CREATE TRIGGER indicator_task_no_displacement BEFORE INSERT ON indicator_task WHEN EXISTS (SELECT 1 FROM indicator_task WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'indicator_task is append-only: no displacement'); END;

CREATE TRIGGER indicator_task_no_replace BEFORE INSERT ON indicator_task WHEN EXISTS (SELECT 1 FROM indicator_task WHERE plan_version = NEW.plan_version AND indicator_id = NEW.indicator_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'indicator_task is append-only: no replace'); END;

CREATE TRIGGER indicator_task_no_update BEFORE UPDATE ON indicator_task  BEGIN SELECT RAISE(ABORT, 'indicator_task is append-only: no update'); END;

CREATE TRIGGER indicator_unit_no_addition BEFORE INSERT ON indicator_unit WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'indicator_unit is append-only: no addition'); END;

CREATE TRIGGER indicator_unit_no_delete BEFORE DELETE ON indicator_unit  BEGIN SELECT RAISE(ABORT, 'indicator_unit is append-only: no delete'); END;

CREATE TRIGGER indicator_unit_no_displacement BEFORE INSERT ON indicator_unit WHEN EXISTS (SELECT 1 FROM indicator_unit WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'indicator_unit is append-only: no displacement'); END;

CREATE TRIGGER indicator_unit_no_replace BEFORE INSERT ON indicator_unit WHEN EXISTS (SELECT 1 FROM indicator_unit WHERE plan_version = NEW.plan_version AND indicator_id = NEW.indicator_id AND role = NEW.role AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'indicator_unit is append-only: no replace'); END;

CREATE TRIGGER indicator_unit_no_update BEFORE UPDATE ON indicator_unit  BEGIN SELECT RAISE(ABORT, 'indicator_unit is append-only: no update'); END;

CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head  BEGIN SELECT RAISE(ABORT, 'ledger_head is append-only: no delete'); END;

CREATE TRIGGER ledger_head_no_replace BEFORE INSERT ON ledger_head WHEN EXISTS (SELECT 1 FROM ledger_head WHERE (id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'ledger_head is append-only: no replace'); END;

CREATE TRIGGER ledger_head_no_update BEFORE UPDATE ON ledger_head WHEN NEW.id <> OLD.id OR NEW.count <> OLD.count + 1 OR NOT EXISTS (SELECT 1 FROM seal WHERE number = NEW.count AND hash = NEW.hash) BEGIN SELECT RAISE(ABORT, 'ledger_head is append-only: no update'); END;

CREATE TRIGGER milestone_no_addition BEFORE INSERT ON milestone WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'milestone is append-only: no addition'); END;

CREATE TRIGGER milestone_no_delete BEFORE DELETE ON milestone  BEGIN SELECT RAISE(ABORT, 'milestone is append-only: no delete'); END;

CREATE TRIGGER milestone_no_displacement BEFORE INSERT ON milestone WHEN EXISTS (SELECT 1 FROM milestone WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'milestone is append-only: no displacement'); END;

CREATE TRIGGER milestone_no_replace BEFORE INSERT ON milestone WHEN EXISTS (SELECT 1 FROM milestone WHERE plan_version = NEW.plan_version AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'milestone is append-only: no replace'); END;

CREATE TRIGGER milestone_no_update BEFORE UPDATE ON milestone  BEGIN SELECT RAISE(ABORT, 'milestone is append-only: no update'); END;

CREATE TRIGGER milestone_task_no_addition BEFORE INSERT ON milestone_task WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'milestone_task is append-only: no addition'); END;

CREATE TRIGGER milestone_task_no_delete BEFORE DELETE ON milestone_task  BEGIN SELECT RAISE(ABORT, 'milestone_task is append-only: no delete'); END;

CREATE TRIGGER milestone_task_no_displacement BEFORE INSERT ON milestone_task WHEN EXISTS (SELECT 1 FROM milestone_task WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'milestone_task is append-only: no displacement'); END;

CREATE TRIGGER milestone_task_no_replace BEFORE INSERT ON milestone_task WHEN EXISTS (SELECT 1 FROM milestone_task WHERE plan_version = NEW.plan_version AND milestone_id = NEW.milestone_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'milestone_task is append-only: no replace'); END;

CREATE TRIGGER milestone_task_no_update BEFORE UPDATE ON milestone_task  BEGIN SELECT RAISE(ABORT, 'milestone_task is append-only: no update'); END;

CREATE TRIGGER milestone_unit_no_addition BEFORE INSERT ON milestone_unit WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'milestone_unit is append-only: no addition'); END;

CREATE TRIGGER milestone_unit_no_delete BEFORE DELETE ON milestone_unit  BEGIN SELECT RAISE(ABORT, 'milestone_unit is append-only: no delete'); END;

CREATE TRIGGER milestone_unit_no_displacement BEFORE INSERT ON milestone_unit WHEN EXISTS (SELECT 1 FROM milestone_unit WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'milestone_unit is append-only: no displacement'); END;

CREATE TRIGGER milestone_unit_no_replace BEFORE INSERT ON milestone_unit WHEN EXISTS (SELECT 1 FROM milestone_unit WHERE plan_version = NEW.plan_version AND milestone_id = NEW.milestone_id AND role = NEW.role AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'milestone_unit is append-only: no replace'); END;

CREATE TRIGGER milestone_unit_no_update BEFORE UPDATE ON milestone_unit  BEGIN SELECT RAISE(ABORT, 'milestone_unit is append-only: no update'); END;

CREATE TRIGGER plan_version_no_backdate BEFORE INSERT ON plan_version WHEN EXISTS (SELECT 1 FROM plan_version WHERE loaded_at >= NEW.loaded_at) BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no backdate'); END;

CREATE TRIGGER plan_version_no_delete BEFORE DELETE ON plan_version  BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no delete'); END;

CREATE TRIGGER plan_version_no_replace BEFORE INSERT ON plan_version WHEN EXISTS (SELECT 1 FROM plan_version WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no replace'); END;

CREATE TRIGGER plan_version_no_update BEFORE UPDATE ON plan_version  BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no update'); END;

CREATE TRIGGER region_no_addition BEFORE INSERT ON region WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'region is append-only: no addition'); END;

CREATE TRIGGER region_no_delete BEFORE DELETE ON region  BEGIN SELECT RAISE(ABORT, 'region is append-only: no delete'); END;

CREATE TRIGGER region_no_displacement BEFORE INSERT ON region WHEN EXISTS (SELECT 1 FROM region WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'region is append-only: no displacement'); END;

CREATE TRIGGER region_no_replace BEFORE INSERT ON region WHEN EXISTS (SELECT 1 FROM region WHERE plan_version = NEW.plan_version AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'region is append-only: no replace'); END;

CREATE TRIGGER region_no_update BEFORE UPDATE ON region  BEGIN SELECT RAISE(ABORT, 'region is append-only: no update'); END;

CREATE TRIGGER seal_moves_head AFTER INSERT ON seal BEGIN UPDATE ledger_head SET count = NEW.number, hash = NEW.hash; END;

CREATE TRIGGER seal_no_break BEFORE INSERT ON seal WHEN NOT EXISTS (SELECT 1 FROM ledger_head WHERE count + 1 = NEW.number AND hash = NEW.previous) BEGIN SELECT RAISE(ABORT, 'seal is append-only: no break'); END;

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal  BEGIN SELECT RAISE(ABORT, 'seal is append-only: no delete'); END;

CREATE TRIGGER seal_no_replace BEFORE INSERT ON seal WHEN EXISTS (SELECT 1 FROM seal WHERE (number = NEW.number) OR (kind = NEW.kind AND id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'seal is append-only: no replace'); END;

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal  BEGIN SELECT RAISE(ABORT, 'seal is append-only: no update'); END;

CREATE TRIGGER snapshot_no_backdate BEFORE INSERT ON snapshot WHEN EXISTS (SELECT 1 FROM snapshot WHERE made_at >= NEW.made_at) BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no backdate'); END;

CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot  BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no delete'); END;

CREATE TRIGGER snapshot_no_replace BEFORE INSERT ON snapshot WHEN EXISTS (SELECT 1 FROM snapshot WHERE (number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no replace'); END;

CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot  BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no update'); END;

CREATE TRIGGER task_no_addition BEFORE INSERT ON task WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'task is append-only: no addition'); END;

CREATE TRIGGER task_no_delete BEFORE DELETE ON task  BEGIN SELECT RAISE(ABORT, 'task is append-only: no delete'); END;

CREATE TRIGGER task_no_displacement BEFORE INSERT ON task WHEN EXISTS (SELECT 1 FROM task WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'task is append-only: no displacement'); END;

CREATE TRIGGER task_no_replace BEFORE INSERT ON task WHEN EXISTS (SELECT 1 FROM task WHERE plan_version = NEW.plan_version AND code = NEW.code) BEGIN SELECT RAISE(ABORT, 'task is append-only: no replace'); END;

CREATE TRIGGER task_no_update BEFORE UPDATE ON task  BEGIN SELECT RAISE(ABORT, 'task is append-only: no update'); END;

CREATE TRIGGER task_unit_no_addition BEFORE INSERT ON task_unit WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'task_unit is append-only: no addition'); END;

CREATE TRIGGER task_unit_no_delete BEFORE DELETE ON task_unit  BEGIN SELECT RAISE(ABORT, 'task_unit is append-only: no delete'); END;

CREATE TRIGGER task_unit_no_displacement BEFORE INSERT ON task_unit WHEN EXISTS (SELECT 1 FROM task_unit WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'task_unit is append-only: no displacement'); END;

CREATE TRIGGER task_unit_no_replace BEFORE INSERT ON task_unit WHEN EXISTS (SELECT 1 FROM task_unit WHERE plan_version = NEW.plan_version AND task_code = NEW.task_code AND role = NEW.role AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'task_unit is append-only: no replace'); END;

CREATE TRIGGER task_unit_no_update BEFORE UPDATE ON task_unit  BEGIN SELECT RAISE(ABORT, 'task_unit is append-only: no update'); END;

CREATE TRIGGER unit_no_addition BEFORE INSERT ON unit WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'unit is append-only: no addition'); END;

CREATE TRIGGER unit_no_delete BEFORE DELETE ON unit  BEGIN SELECT RAISE(ABORT, 'unit is append-only: no delete'); END;

CREATE TRIGGER unit_no_displacement BEFORE INSERT ON unit WHEN EXISTS (SELECT 1 FROM unit WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'unit is append-only: no displacement'); END;

CREATE TRIGGER unit_no_replace BEFORE INSERT ON unit WHEN EXISTS (SELECT 1 FROM unit WHERE plan_version = NEW.plan_version AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'unit is append-only: no replace'); END;

CREATE TRIGGER unit_no_update BEFORE UPDATE ON unit  BEGIN SELECT RAISE(ABORT, 'unit is append-only: no update'); END;

CREATE TRIGGER yearly_target_no_addition BEFORE INSERT ON yearly_target WHEN EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version) BEGIN SELECT RAISE(ABORT, 'yearly_target is append-only: no addition'); END;

CREATE TRIGGER yearly_target_no_delete BEFORE DELETE ON yearly_target  BEGIN SELECT RAISE(ABORT, 'yearly_target is append-only: no delete'); END;

CREATE TRIGGER yearly_target_no_displacement BEFORE INSERT ON yearly_target WHEN EXISTS (SELECT 1 FROM yearly_target WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'yearly_target is append-only: no displacement'); END;

CREATE TRIGGER yearly_target_no_replace BEFORE INSERT ON yearly_target WHEN EXISTS (SELECT 1 FROM yearly_target WHERE plan_version = NEW.plan_version AND indicator_id = NEW.indicator_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'yearly_target is append-only: no replace'); END;

CREATE TRIGGER yearly_target_no_update BEFORE UPDATE ON yearly_target  BEGIN SELECT RAISE(ABORT, 'yearly_target is append-only: no update'); END;

