-- What people read in Datasette, DBeaver or a spreadsheet. Standard SQL only.

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
