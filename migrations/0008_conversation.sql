-- Which notices of teachers go to the office first (ADR 0022): none, those wider than their own classes, all.
ALTER TABLE school ADD COLUMN notices_to_approve text NOT NULL DEFAULT 'wider'
  CHECK (notices_to_approve IN ('none', 'wider', 'all'));

-- A notice that waits for the office. Its id is that of the message that asks; the first decision stands.
CREATE TABLE approval (
  school_id   uuid NOT NULL REFERENCES school,
  id          uuid NOT NULL,
  author_id   uuid NOT NULL,
  inbound_id  uuid NOT NULL,             -- the text it came from
  request_id  text NOT NULL,
  reading     jsonb NOT NULL,            -- what will be sent
  audience    jsonb NOT NULL,            -- whom it is for, in words of both languages
  asked_at    timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  decision    text CHECK (decision IN ('approved', 'declined', 'withdrawn', 'expired')),
  decided_by  uuid,
  decided_at  timestamptz,
  reason      text,                      -- why it was declined, in the words of the office
  PRIMARY KEY (school_id, id),
  FOREIGN KEY (school_id, author_id) REFERENCES staff,
  CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE INDEX approval_open ON approval (expires_at) WHERE decision IS NULL;
CREATE INDEX approval_by_author ON approval (school_id, author_id, id);
CALL wall_tenant_table('approval');
CALL open_to_engine('approval', 'SELECT');

-- What a correction needs to know of what it corrects (ADR 0023).
ALTER TABLE message
  ADD COLUMN reading     jsonb,          -- what was understood, where a member of staff wrote it
  ADD COLUMN about_id    uuid,           -- the message that this one echoes, reports on or puts right
  ADD COLUMN reported_at timestamptz;    -- when its writer was told how it did
CREATE INDEX message_about ON message (school_id, about_id) WHERE about_id IS NOT NULL;

ALTER TABLE draft
  ADD COLUMN inbound_id uuid,            -- the text whose answer carries the buttons
  ADD COLUMN corrects   uuid;            -- the message it would put right

ALTER TABLE attendance
  ADD COLUMN leave_asked_at timestamptz, -- the family asked for leave; survives a teacher's undo
  ADD COLUMN answered_at    timestamptz; -- when the family answered the alert
