-- A photo, document, voice note or video on its way through (ADR 0029). The bytes are never kept here: Meta holds what
-- came in for seven days, and what we uploaded for thirty. One row, and so one upload, for the same bytes of a school
-- on its number, however many parents get them.
CREATE TABLE media (
  school_id   uuid NOT NULL REFERENCES school,
  id          uuid NOT NULL,
  sender_id   uuid NOT NULL REFERENCES sender,
  sha256      text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  mime_type   text NOT NULL,
  source_id   text NOT NULL,             -- Meta's id of what came in last with these bytes
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ready', 'failed')),
  problem     text,                      -- why it failed, a closed set in code
  media_id    text,                      -- Meta's id of our upload
  expires_at  timestamptz,               -- when Meta forgets our upload
  attempts    smallint NOT NULL DEFAULT 0,
  look_at     timestamptz NOT NULL,      -- not fetched before; while it is fetched, when another worker may try
  give_up_at  timestamptz NOT NULL,
  PRIMARY KEY (school_id, id),
  UNIQUE (school_id, sender_id, sha256),
  CHECK (state <> 'ready' OR (media_id IS NOT NULL AND expires_at IS NOT NULL))
);
CALL wall_tenant_table('media');
CALL open_to_engine('media', 'SELECT, UPDATE');

-- What a message carries. It is held, and none of its deliveries has a place or a time, until all of that is ready.
ALTER TABLE message
  ADD COLUMN media uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN held  boolean NOT NULL DEFAULT false;
CREATE INDEX message_held ON message (school_id, id) WHERE held;

-- The parts of an album come as messages of their own: the inbox waits until no more come (gather-albums.ts).
CREATE INDEX inbound_media_unhandled ON inbound_message (sender_id, person, id)
  WHERE handled_at IS NULL AND type IN ('image', 'document', 'audio', 'video');
