-- What was set aside and given another try, once.
ALTER TABLE set_aside ADD COLUMN replayed_at timestamptz;
CREATE INDEX set_aside_open ON set_aside (at) WHERE replayed_at IS NULL;
CREATE INDEX set_aside_by_event ON set_aside (event_id);
GRANT UPDATE, DELETE ON set_aside TO chautari_engine;

-- A few of millions: found without a look at each event.
CREATE INDEX webhook_event_problem ON webhook_event (id) WHERE problem IS NOT NULL;
