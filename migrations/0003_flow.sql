-- Stage 1: the raw event, byte for byte, one row a POST.
CREATE TABLE webhook_event (
  id            uuid NOT NULL,           -- uuidv7: also its place in time
  request_id    text NOT NULL,
  body          bytea NOT NULL,
  attempts      smallint NOT NULL DEFAULT 0,
  processed_at  timestamptz,
  problem       text,                    -- why it was set aside, once it was
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE TABLE webhook_event_default PARTITION OF webhook_event DEFAULT;
CREATE INDEX webhook_event_unprocessed ON webhook_event (id) WHERE processed_at IS NULL;

-- Stage 2: what was in an event but could not be taken: one broken message of a batch, a shape not known yet.
CREATE TABLE set_aside (
  id        uuid PRIMARY KEY,
  event_id  uuid NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('malformed', 'unknown_field', 'unknown_type', 'unknown_number', 'handling_failed')),
  reason    text NOT NULL,
  fragment  jsonb NOT NULL,
  at        timestamptz NOT NULL
);
CREATE INDEX set_aside_by_kind ON set_aside (kind, at DESC);

-- Stage 2: one message from a person. Meta may bring it many times; the key takes it once.
CREATE TABLE inbound_message (
  sender_id    uuid NOT NULL REFERENCES sender,
  wamid        text NOT NULL,
  id           uuid NOT NULL,            -- uuidv7, in the order of arrival
  event_id     uuid NOT NULL,
  request_id   text NOT NULL,
  person       text NOT NULL,            -- +E.164, or the business-scoped user id where no phone came
  phone        text,
  user_id      text,
  profile_name text,
  type         text NOT NULL,
  text         text,                     -- what was typed or tapped; null where there are no words
  payload      jsonb NOT NULL,           -- the message as Meta sent it
  context_id   text,                     -- wamid of what it answers
  sent_at      timestamptz NOT NULL,     -- the person's clock, by Meta
  school_id    uuid,                     -- known once the person is
  handled_at   timestamptz,
  outcome      text,                     -- what became of it, a closed set in code
  attempts     smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (sender_id, wamid)
);
CREATE INDEX inbound_message_unhandled ON inbound_message (id) WHERE handled_at IS NULL;
CREATE INDEX inbound_message_by_person ON inbound_message (sender_id, person, id);

-- What was asked back of a person, and what is understood so far; the next text completes or replaces it.
CREATE TABLE draft (
  school_id  uuid NOT NULL REFERENCES school,
  person_id  uuid NOT NULL,
  awaiting   text NOT NULL,
  reading    jsonb NOT NULL,
  asked_at   timestamptz NOT NULL,
  PRIMARY KEY (school_id, person_id)
);

-- Stage 5: what is to be said, once, whoever hears it.
CREATE TABLE message (
  school_id    uuid NOT NULL REFERENCES school,
  id           uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('daily_update', 'announcement', 'attendance', 'direct', 'reply', 'report')),
  topic        text NOT NULL CHECK (topic IN ('homework', 'announcements', 'attendance', 'service')),
  priority     smallint NOT NULL CHECK (priority BETWEEN 0 AND 3), -- urgent, reply, routine, bulk
  sender_id    uuid NOT NULL REFERENCES sender,
  class_id     uuid,
  author_id    uuid,                     -- the member of staff who wrote it
  inbound_id   uuid,                     -- the text it came from
  request_id   text NOT NULL,
  content      jsonb NOT NULL,           -- what it says, to be rendered for each reader
  audience     jsonb,                    -- whom it is for, in words of both languages
  recipients   int NOT NULL,
  excluded     jsonb NOT NULL DEFAULT '{}', -- reason → how many
  created_at   timestamptz NOT NULL,
  send_after   timestamptz NOT NULL,     -- the undo window ends
  expires_at   timestamptz NOT NULL,
  withdrawn_at timestamptz,
  report_at    timestamptz,              -- when to look next whether the end can be told
  PRIMARY KEY (school_id, id)
);
CREATE INDEX message_report_due ON message (report_at) WHERE report_at IS NOT NULL;
CREATE INDEX message_by_author ON message (school_id, author_id, id);
-- One text leads to at most one message of a kind, however often it is handled.
CREATE UNIQUE INDEX message_once ON message (school_id, inbound_id, kind, coalesce(class_id, school_id)) WHERE inbound_id IS NOT NULL;

-- In this order a status only rises; what follows `read` is an end of another kind.
CREATE TYPE delivery_status AS ENUM (
  'planned',      -- waits for its place in the lane, or for wake_at
  'sending',      -- claimed; the request may have left
  'unknown',      -- the request left and no answer came
  'accepted', 'sent', 'delivered', 'read',
  'failed', 'withdrawn', 'expired'
);

-- Stage 5 to 7: one recipient of one message. Its key says that nobody is sent the same thing twice.
CREATE TABLE delivery (
  school_id       uuid NOT NULL,
  message_id      uuid NOT NULL,         -- uuidv7: also the partition
  recipient_id    uuid NOT NULL,
  part            smallint NOT NULL DEFAULT 0,
  sender_id       uuid NOT NULL,
  recipient_kind  text NOT NULL CHECK (recipient_kind IN ('guardian', 'staff', 'stranger')),
  address         text NOT NULL,         -- +E.164, or a business-scoped user id
  language        text NOT NULL CHECK (language IN ('en', 'ne', 'both')),
  about           jsonb,                 -- what differs from one recipient to the next: the children it is about
  window_until    timestamptz,           -- free-form until then, template after
  status          delivery_status NOT NULL DEFAULT 'planned',
  place           bigint,                -- in the lane's fair order; null: not in the queue
  wake_at         timestamptz,           -- look again then: undo window, retry, settlement of an unknown send
  attempt         smallint NOT NULL DEFAULT 0,
  fence           bigint NOT NULL DEFAULT 0,
  wamid           text,
  error_code      int,
  error_detail    text,
  accepted_at     timestamptz,
  sent_at         timestamptz,
  delivered_at    timestamptz,
  read_at         timestamptz,
  failed_at       timestamptz,
  PRIMARY KEY (school_id, message_id, recipient_id, part)
) PARTITION BY RANGE (message_id);
CREATE TABLE delivery_default PARTITION OF delivery DEFAULT WITH (fillfactor = 80);
-- The claim: one scan of a lane in its order. Only what waits or is on the wire is in it, so history costs nothing.
CREATE INDEX delivery_queue ON delivery (sender_id, place) WHERE place IS NOT NULL;
CREATE INDEX delivery_wake ON delivery (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX delivery_by_wamid ON delivery USING hash (wamid);

-- A number's send lane: one owner at a time, by lease and fence (ADR 0006).
CREATE TABLE lane (
  sender_id      uuid PRIMARY KEY REFERENCES sender,
  slot           smallint NOT NULL,
  owner          text,                   -- the last one to hold it
  fence          bigint NOT NULL DEFAULT 0,
  lease_until    timestamptz,            -- null: given back
  released_at    timestamptz,
  stopped_reason text,
  stopped_until  timestamptz,
  stopped_at     timestamptz
);
CREATE INDEX lane_by_slot ON lane (slot);

-- Every number has its lane. Slots (8, as in drain-slot.ts) spread the lanes over the jobs that drain them.
CREATE FUNCTION open_lane() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO lane (sender_id, slot) VALUES (NEW.id, mod(abs(hashtext(NEW.id::text)::bigint), 8));
  RETURN NULL;
END
$$;
CREATE TRIGGER open_lane AFTER INSERT ON sender FOR EACH ROW EXECUTE FUNCTION open_lane();

-- Start-time fair queueing: the virtual time of a lane, and the last tag given to each school in it.
CREATE TABLE lane_clock (
  sender_id     uuid NOT NULL REFERENCES sender,
  priority      smallint NOT NULL,
  virtual_time  bigint NOT NULL,
  PRIMARY KEY (sender_id, priority)
);
CREATE TABLE lane_flow (
  school_id   uuid NOT NULL,
  sender_id   uuid NOT NULL,
  priority    smallint NOT NULL,
  finish_tag  bigint NOT NULL,
  PRIMARY KEY (school_id, sender_id, priority)
);

-- The next places of a school in a lane, as many as it has messages: start-time fair queueing with equal weights.
-- The first place is returned. Priority stands in the bits above 48, so one ordered index serves all four.
CREATE FUNCTION take_places(of_school uuid, of_sender uuid, of_priority smallint, how_many bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  now_serving bigint := coalesce(
    (SELECT virtual_time FROM lane_clock WHERE sender_id = of_sender AND priority = of_priority), 0);
  last_tag bigint;
BEGIN
  INSERT INTO lane_flow AS flow (school_id, sender_id, priority, finish_tag)
  VALUES (of_school, of_sender, of_priority, now_serving + how_many)
  ON CONFLICT (school_id, sender_id, priority) DO UPDATE
    SET finish_tag = greatest(flow.finish_tag, now_serving) + how_many
  RETURNING finish_tag INTO last_tag;
  RETURN (of_priority::bigint << 48) + last_tag - how_many + 1;
END
$$;

-- Stage 7: a status whose message is not known yet waits here for it.
CREATE TABLE parked_status (
  sender_id  uuid NOT NULL,
  wamid      text NOT NULL,
  status     delivery_status NOT NULL,
  at         timestamptz NOT NULL,
  error_code int,
  error_detail text,
  parked_at  timestamptz NOT NULL,
  PRIMARY KEY (sender_id, wamid, status)
);

CALL ensure_partitions((now() AT TIME ZONE 'UTC')::date);

CALL wall_tenant_table('draft');
CALL wall_tenant_table('message');
CALL wall_tenant_table('delivery');
CALL wall_tenant_table('lane_flow');

-- An inbound message has no school until its writer is known; a school sees its own.
ALTER TABLE inbound_message ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON inbound_message TO chautari_tenant
  USING (school_id = (SELECT current_school())) WITH CHECK (school_id = (SELECT current_school()));
GRANT SELECT, UPDATE ON inbound_message TO chautari_tenant;
GRANT SELECT ON lane_clock, lane TO chautari_tenant;

CALL open_to_engine('webhook_event', 'SELECT, INSERT, UPDATE');
CALL open_to_engine('set_aside', 'SELECT, INSERT');
CALL open_to_engine('inbound_message', 'SELECT, INSERT, UPDATE');
CALL open_to_engine('message', 'SELECT, UPDATE');
CALL open_to_engine('delivery', 'SELECT, UPDATE');
CALL open_to_engine('lane', 'SELECT, INSERT, UPDATE');
CALL open_to_engine('lane_clock', 'SELECT, INSERT, UPDATE');
CALL open_to_engine('lane_flow', 'SELECT, INSERT, UPDATE');
CALL open_to_engine('parked_status', 'SELECT, INSERT, UPDATE, DELETE');
