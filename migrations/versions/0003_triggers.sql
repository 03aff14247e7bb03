-- What keeps everything append-only, whichever program tries. INSERT OR REPLACE deletes the old
-- row without firing a trigger on DELETE, so that every table is guarded on INSERT as well.

CREATE TRIGGER plan_version_no_update BEFORE UPDATE ON plan_version
BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no update'); END;

CREATE TRIGGER plan_version_no_delete BEFORE DELETE ON plan_version
BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no delete'); END;

CREATE TRIGGER plan_item_no_update BEFORE UPDATE ON plan_item
BEGIN SELECT RAISE(ABORT, 'plan_item is append-only: no update'); END;

CREATE TRIGGER plan_item_no_delete BEFORE DELETE ON plan_item
BEGIN SELECT RAISE(ABORT, 'plan_item is append-only: no delete'); END;

CREATE TRIGGER plan_text_no_update BEFORE UPDATE ON plan_text
BEGIN SELECT RAISE(ABORT, 'plan_text is append-only: no update'); END;

CREATE TRIGGER plan_text_no_delete BEFORE DELETE ON plan_text
BEGIN SELECT RAISE(ABORT, 'plan_text is append-only: no delete'); END;

CREATE TRIGGER responsibility_no_update BEFORE UPDATE ON responsibility
BEGIN SELECT RAISE(ABORT, 'responsibility is append-only: no update'); END;

CREATE TRIGGER responsibility_no_delete BEFORE DELETE ON responsibility
BEGIN SELECT RAISE(ABORT, 'responsibility is append-only: no delete'); END;

CREATE TRIGGER target_no_update BEFORE UPDATE ON target
BEGIN SELECT RAISE(ABORT, 'target is append-only: no update'); END;

CREATE TRIGGER target_no_delete BEFORE DELETE ON target
BEGIN SELECT RAISE(ABORT, 'target is append-only: no delete'); END;

CREATE TRIGGER item_no_update BEFORE UPDATE ON item
BEGIN SELECT RAISE(ABORT, 'item is append-only: no update'); END;

CREATE TRIGGER item_no_delete BEFORE DELETE ON item
BEGIN SELECT RAISE(ABORT, 'item is append-only: no delete'); END;

CREATE TRIGGER region_no_update BEFORE UPDATE ON region
BEGIN SELECT RAISE(ABORT, 'region is append-only: no update'); END;

CREATE TRIGGER region_no_delete BEFORE DELETE ON region
BEGIN SELECT RAISE(ABORT, 'region is append-only: no delete'); END;

CREATE TRIGGER part_no_update BEFORE UPDATE ON part
BEGIN SELECT RAISE(ABORT, 'part is append-only: no update'); END;

CREATE TRIGGER part_no_delete BEFORE DELETE ON part
BEGIN SELECT RAISE(ABORT, 'part is append-only: no delete'); END;

CREATE TRIGGER span_no_update BEFORE UPDATE ON span
BEGIN SELECT RAISE(ABORT, 'span is append-only: no update'); END;

CREATE TRIGGER span_no_delete BEFORE DELETE ON span
BEGIN SELECT RAISE(ABORT, 'span is append-only: no delete'); END;

CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch
BEGIN SELECT RAISE(ABORT, 'batch is append-only: no update'); END;

CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch
BEGIN SELECT RAISE(ABORT, 'batch is append-only: no delete'); END;

CREATE TRIGGER clock_setting_no_update BEFORE UPDATE ON clock_setting
BEGIN SELECT RAISE(ABORT, 'clock_setting is append-only: no update'); END;

CREATE TRIGGER clock_setting_no_delete BEFORE DELETE ON clock_setting
BEGIN SELECT RAISE(ABORT, 'clock_setting is append-only: no delete'); END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no update'); END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no delete'); END;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no update'); END;

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no delete'); END;

CREATE TRIGGER acknowledgement_no_update BEFORE UPDATE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no update'); END;

CREATE TRIGGER acknowledgement_no_delete BEFORE DELETE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no delete'); END;

CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no update'); END;

CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no delete'); END;

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'seal is append-only: no update'); END;

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'seal is append-only: no delete'); END;

CREATE TRIGGER form1_text_no_update BEFORE UPDATE ON form1_text
BEGIN SELECT RAISE(ABORT, 'form1_text is append-only: no update'); END;

CREATE TRIGGER form1_text_no_delete BEFORE DELETE ON form1_text
BEGIN SELECT RAISE(ABORT, 'form1_text is append-only: no delete'); END;

CREATE TRIGGER file_history_no_update BEFORE UPDATE ON file_history
BEGIN SELECT RAISE(ABORT, 'file_history is append-only: no update'); END;

CREATE TRIGGER file_history_no_delete BEFORE DELETE ON file_history
BEGIN SELECT RAISE(ABORT, 'file_history is append-only: no delete'); END;

CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head
BEGIN SELECT RAISE(ABORT, 'ledger_head is append-only: no delete'); END;

-- A key is given once. The hidden number of a row (rowid) can be named in a REPLACE, too; a row
-- that is given none has -1 in the trigger.

CREATE TRIGGER plan_item_no_replace BEFORE INSERT ON plan_item
WHEN EXISTS (SELECT 1 FROM plan_item WHERE (plan_version = NEW.plan_version AND kind = NEW.kind AND id = NEW.id) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'plan_item is append-only: no replace'); END;

CREATE TRIGGER plan_text_no_replace BEFORE INSERT ON plan_text
WHEN EXISTS (SELECT 1 FROM plan_text WHERE (plan_version = NEW.plan_version AND kind = NEW.kind AND item = NEW.item AND field = NEW.field AND language = NEW.language) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'plan_text is append-only: no replace'); END;

CREATE TRIGGER responsibility_no_replace BEFORE INSERT ON responsibility
WHEN EXISTS (SELECT 1 FROM responsibility WHERE (plan_version = NEW.plan_version AND kind = NEW.kind AND item = NEW.item AND role = NEW.role AND position = NEW.position) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'responsibility is append-only: no replace'); END;

CREATE TRIGGER target_no_replace BEFORE INSERT ON target
WHEN EXISTS (SELECT 1 FROM target WHERE (plan_version = NEW.plan_version AND region = NEW.region AND item = NEW.item AND position = NEW.position) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'target is append-only: no replace'); END;

CREATE TRIGGER item_no_replace BEFORE INSERT ON item
WHEN EXISTS (SELECT 1 FROM item WHERE number = NEW.number OR (kind = NEW.kind AND id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'item is append-only: no replace'); END;

CREATE TRIGGER region_no_replace BEFORE INSERT ON region
WHEN EXISTS (SELECT 1 FROM region WHERE number = NEW.number OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'region is append-only: no replace'); END;

CREATE TRIGGER part_no_replace BEFORE INSERT ON part
WHEN EXISTS (SELECT 1 FROM part WHERE number = NEW.number OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'part is append-only: no replace'); END;

CREATE TRIGGER span_no_replace BEFORE INSERT ON span
WHEN EXISTS (SELECT 1 FROM span WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'span is append-only: no replace'); END;

CREATE TRIGGER evidence_no_replace BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence
WHERE (entry_id = NEW.entry_id AND position = NEW.position) OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no replace'); END;

CREATE TRIGGER ledger_head_no_replace BEFORE INSERT ON ledger_head
WHEN EXISTS (SELECT 1 FROM ledger_head)
BEGIN SELECT RAISE(ABORT, 'ledger_head is append-only: no replace'); END;

CREATE TRIGGER form1_text_no_insert BEFORE INSERT ON form1_text
BEGIN SELECT RAISE(ABORT, 'form1_text is append-only: no insert'); END;

CREATE TRIGGER file_history_no_replace BEFORE INSERT ON file_history
WHEN EXISTS (SELECT 1 FROM file_history WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'file_history is append-only: no replace'); END;

-- What is numbered in the order of its making comes after all there is, and later.

CREATE TRIGGER plan_version_no_replace BEFORE INSERT ON plan_version
WHEN NEW.number <= (SELECT MAX(number) FROM plan_version)
BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no replace'); END;

CREATE TRIGGER plan_version_no_backdate BEFORE INSERT ON plan_version
WHEN EXISTS (SELECT 1 FROM plan_version WHERE loaded_at >= NEW.loaded_at AND number >
    COALESCE((SELECT plan_versions FROM clock_setting ORDER BY number DESC LIMIT 1), 0))
BEGIN SELECT RAISE(ABORT, 'plan_version is append-only: no backdate'); END;

CREATE TRIGGER batch_no_replace BEFORE INSERT ON batch
WHEN NEW.number <= (SELECT MAX(number) FROM batch)
BEGIN SELECT RAISE(ABORT, 'batch is append-only: no replace'); END;

CREATE TRIGGER batch_no_backdate BEFORE INSERT ON batch
WHEN EXISTS (SELECT 1 FROM batch WHERE recorded_at >= NEW.recorded_at AND (recorded_at = NEW.recorded_at
    OR number > COALESCE((SELECT batches FROM clock_setting ORDER BY number DESC LIMIT 1), 0)))
BEGIN SELECT RAISE(ABORT, 'batch is append-only: no backdate'); END;

CREATE TRIGGER acknowledgement_no_replace BEFORE INSERT ON acknowledgement
WHEN NEW.id <= (SELECT MAX(id) FROM acknowledgement)
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no replace'); END;

CREATE TRIGGER acknowledgement_no_backdate BEFORE INSERT ON acknowledgement
WHEN EXISTS (SELECT 1 FROM acknowledgement WHERE acknowledged_at >= NEW.acknowledged_at AND id >
    COALESCE((SELECT acknowledgements FROM clock_setting ORDER BY number DESC LIMIT 1), 0))
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no backdate'); END;

CREATE TRIGGER snapshot_no_replace BEFORE INSERT ON snapshot
WHEN NEW.number <= (SELECT MAX(number) FROM snapshot)
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no replace'); END;

CREATE TRIGGER snapshot_no_backdate BEFORE INSERT ON snapshot
WHEN EXISTS (SELECT 1 FROM snapshot WHERE made_at >= NEW.made_at AND number >
    COALESCE((SELECT snapshots FROM clock_setting ORDER BY number DESC LIMIT 1), 0))
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only: no backdate'); END;

CREATE TRIGGER clock_setting_no_replace BEFORE INSERT ON clock_setting
WHEN NEW.number <= (SELECT MAX(number) FROM clock_setting)
BEGIN SELECT RAISE(ABORT, 'clock_setting is append-only: no replace'); END;

CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
WHEN NEW.id <= (SELECT MAX(id) FROM entry)
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no replace'); END;

-- An entry belongs to the newest batch and has its number in it.

CREATE TRIGGER entry_no_stray BEFORE INSERT ON entry
WHEN NOT EXISTS (SELECT 1 FROM batch WHERE number = NEW.batch
AND NEW.id BETWEEN first_entry AND last_entry AND number = (SELECT MAX(number) FROM batch))
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no stray'); END;

-- A correction or withdrawal names the entry that counts; whatever else there is, names none.

CREATE TRIGGER entry_no_fork BEFORE INSERT ON entry
WHEN COALESCE(NEW.supersedes, 0) <> COALESCE((
SELECT CASE WHEN kind = 'retraction' THEN 0 ELSE id END FROM entry
WHERE item = NEW.item AND region = NEW.region AND part = NEW.part AND span = NEW.span
ORDER BY id DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no fork'); END;

CREATE TRIGGER entry_no_unexplained_correction BEFORE INSERT ON entry
WHEN (NEW.kind = 'record') <> (NEW.supersedes IS NULL)
OR (NEW.kind <> 'record' AND COALESCE(NEW.reason, '') = '')
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no unexplained correction'); END;

CREATE TRIGGER entry_no_other_claim BEFORE INSERT ON entry
WHEN NEW.kind = 'retraction' AND NOT EXISTS (SELECT 1 FROM entry
WHERE id = NEW.supersedes AND value IS NEW.value AND numerator IS NEW.numerator
AND denominator IS NEW.denominator AND state IS NEW.state)
BEGIN SELECT RAISE(ABORT, 'entry is append-only: no other claim'); END;

CREATE TRIGGER acknowledgement_no_stray BEFORE INSERT ON acknowledgement
WHEN NEW.withdraws IS NOT NULL AND NOT EXISTS (
SELECT 1 FROM current_acknowledgement WHERE id = NEW.withdraws AND doubt = NEW.doubt)
BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only: no stray'); END;

-- The chain grows at its end only, by what has no seal yet, and its end only follows.

CREATE TRIGGER seal_no_break BEFORE INSERT ON seal
WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM seal)
OR EXISTS (SELECT 1 FROM seal WHERE kind = NEW.kind AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'seal is append-only: no break'); END;

CREATE TRIGGER ledger_head_no_update BEFORE UPDATE ON ledger_head
WHEN NEW.id <> OLD.id OR NEW.count <= OLD.count OR NOT EXISTS (
SELECT 1 FROM seal WHERE number = NEW.count AND hash = NEW.hash)
OR NEW.count <> (SELECT MAX(number) FROM seal)
BEGIN SELECT RAISE(ABORT, 'ledger_head is append-only: no update'); END;

-- What is sealed is closed.

CREATE TRIGGER plan_item_no_addition BEFORE INSERT ON plan_item
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version)
BEGIN SELECT RAISE(ABORT, 'plan_item is append-only: no addition'); END;

CREATE TRIGGER plan_text_no_addition BEFORE INSERT ON plan_text
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version)
BEGIN SELECT RAISE(ABORT, 'plan_text is append-only: no addition'); END;

CREATE TRIGGER responsibility_no_addition BEFORE INSERT ON responsibility
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version)
BEGIN SELECT RAISE(ABORT, 'responsibility is append-only: no addition'); END;

CREATE TRIGGER target_no_addition BEFORE INSERT ON target
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version)
BEGIN SELECT RAISE(ABORT, 'target is append-only: no addition'); END;

CREATE TRIGGER evidence_no_addition BEFORE INSERT ON evidence
WHEN EXISTS (
SELECT 1 FROM seal WHERE kind = 'entry' AND id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'evidence is append-only: no addition'); END;
