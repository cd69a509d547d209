-- What operators and schools need when things go wrong (ADR 0024): stops that say so, pauses, replays, expiry.

-- By what code of Meta's a lane stopped itself, or what a person who stopped it by hand noted down. `stop_told_at` is
-- the beginning of the last stop that its schools were told of.
ALTER TABLE lane
  ADD COLUMN stopped_code int,
  ADD COLUMN stopped_note text,
  ADD COLUMN stop_told_at timestamptz;
CREATE INDEX lane_stopped ON lane (sender_id) WHERE stopped_reason IS NOT NULL;

-- A school that has paused sends nothing to guardians but answers, until it resumes. `stop_told_at` as above.
ALTER TABLE school
  ADD COLUMN paused_at    timestamptz,
  ADD COLUMN paused_note  text,
  ADD COLUMN stop_told_at timestamptz;

-- A row here: nothing at all is sent, on any number.
CREATE TABLE platform_pause (
  one     boolean PRIMARY KEY DEFAULT true CHECK (one),
  since   timestamptz NOT NULL,
  note    text
);
GRANT SELECT ON platform_pause TO chautari_tenant;
CALL open_to_engine('platform_pause', 'SELECT, INSERT, DELETE');

-- Tries that do not count against a delivery: its lane was stopped, or nothing had left. A replay spares all before it.
ALTER TABLE delivery
  ADD COLUMN spared      smallint NOT NULL DEFAULT 0,
  ADD COLUMN replayed_at timestamptz;

-- What failed, newest first. Only failing writes this column, so statuses still touch no index.
CREATE INDEX delivery_failed ON delivery (failed_at) WHERE failed_at IS NOT NULL;

-- Once a message is out of date, what of it still waits becomes `expired` at one stroke.
ALTER TABLE message ADD COLUMN expiry_swept boolean NOT NULL DEFAULT false;
CREATE INDEX message_expiry_due ON message (expires_at) WHERE NOT expiry_swept;
