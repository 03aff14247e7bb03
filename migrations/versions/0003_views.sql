-- What people read in Datasette, DBeaver or a spreadsheet. Standard SQL only.

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

CREATE VIEW current_acknowledgement AS
-- What counts for each doubt: its newest acknowledgement, unless that withdraws an earlier one.
SELECT acknowledgement.id, acknowledgement.doubt, acknowledgement.reason,
       acknowledgement.acknowledged_at, acknowledgement.acknowledged_by
FROM acknowledgement
WHERE acknowledgement.withdraws IS NULL AND NOT EXISTS (
    SELECT 1 FROM acknowledgement AS later
    WHERE later.doubt = acknowledgement.doubt AND later.id > acknowledgement.id
);
