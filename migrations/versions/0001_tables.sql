-- The tables of the first schema. Decimals are TEXT, so that the digits typed come back exactly;
-- days are ISO text (2013-12-31), moments UTC text (2013-12-31T23:59:59.999999Z), periods 2013,
-- 2013-H1, 2013-Q2, 2013-06 or 2013-06-30: all sort by time. A name is the text in the plan's own
-- language; its translations, where the plan has them, are beside it in _zh and _en.

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

CREATE INDEX ix_entry_claim
    ON entry (subject_kind, subject_id, region, period_end DESC, period_start, id DESC);
