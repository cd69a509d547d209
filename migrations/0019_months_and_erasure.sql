-- What remains of a month once its deliveries are dropped (ADR 0025): one row a school and kind of message.
CREATE TABLE month_total (
  school_id   uuid NOT NULL REFERENCES school,
  month       date NOT NULL,             -- its first day, by UTC
  kind        text NOT NULL,
  messages    bigint NOT NULL,
  deliveries  bigint NOT NULL,
  delivered   bigint NOT NULL,           -- arrived, read or not
  read        bigint NOT NULL,
  sent        bigint NOT NULL,           -- WhatsApp took them and never said that they arrived
  failed      bigint NOT NULL,
  withdrawn   bigint NOT NULL,
  expired     bigint NOT NULL,
  templates   bigint NOT NULL,           -- of those that WhatsApp took, by what they cost: outside the window …
  free_form   bigint NOT NULL,           -- … and within it
  PRIMARY KEY (school_id, month, kind)
);
CALL wall_tenant_table('month_total');
CALL open_to_engine('month_total', 'SELECT');

-- Adds up a month of deliveries and drops it, in one transaction. With the owner's rights, as the engine owns no table.
-- Returns what happened: 'dropped', 'open' (something in it has not come to an end), or 'gone' (another process did it).
CREATE FUNCTION drop_delivery_month(of_month date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  child text := 'delivery' || to_char(of_month, '_YYYY_MM');
  is_open boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('chautari.drop_month'));
  IF to_regclass(child) IS NULL THEN RETURN 'gone'; END IF;
  EXECUTE format($q$SELECT EXISTS (SELECT FROM %I WHERE status IN ('planned', 'sending', 'unknown'))$q$, child) INTO is_open;
  IF is_open THEN RETURN 'open'; END IF;
  EXECUTE format($q$
    INSERT INTO month_total AS t
    SELECT d.school_id, $1, coalesce(m.kind, 'unknown'), count(DISTINCT d.message_id), count(*),
           count(*) FILTER (WHERE d.status IN ('delivered', 'read')), count(*) FILTER (WHERE d.status = 'read'),
           count(*) FILTER (WHERE d.status IN ('accepted', 'sent')), count(*) FILTER (WHERE d.status = 'failed'),
           count(*) FILTER (WHERE d.status = 'withdrawn'), count(*) FILTER (WHERE d.status = 'expired'),
           count(*) FILTER (WHERE d.status BETWEEN 'accepted' AND 'read' AND d.window_until IS NULL),
           count(*) FILTER (WHERE d.status BETWEEN 'accepted' AND 'read' AND d.window_until IS NOT NULL)
    FROM %I d LEFT JOIN message m ON m.school_id = d.school_id AND m.id = d.message_id
    GROUP BY 1, 3
    ON CONFLICT (school_id, month, kind) DO UPDATE SET
      messages = t.messages + excluded.messages, deliveries = t.deliveries + excluded.deliveries, delivered = t.delivered + excluded.delivered,
      read = t.read + excluded.read, sent = t.sent + excluded.sent, failed = t.failed + excluded.failed,
      withdrawn = t.withdrawn + excluded.withdrawn, expired = t.expired + excluded.expired,
      templates = t.templates + excluded.templates, free_form = t.free_form + excluded.free_form
    $q$, child) USING of_month;
  EXECUTE format('ALTER TABLE delivery DETACH PARTITION %I', child);
  EXECUTE format('DROP TABLE %I', child);
  RETURN 'dropped';
END
$$;

-- The same for raw events, of which nothing remains.
CREATE FUNCTION drop_event_month(of_month date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  child text := 'webhook_event' || to_char(of_month, '_YYYY_MM');
  is_open boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('chautari.drop_month'));
  IF to_regclass(child) IS NULL THEN RETURN 'gone'; END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE processed_at IS NULL)', child) INTO is_open;
  IF is_open THEN RETURN 'open'; END IF;
  EXECUTE format('ALTER TABLE webhook_event DETACH PARTITION %I', child);
  EXECUTE format('DROP TABLE %I', child);
  RETURN 'dropped';
END
$$;
REVOKE ALL ON FUNCTION drop_delivery_month, drop_event_month FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_delivery_month, drop_event_month TO chautari_engine;

-- Old rows are found by age in batches; block ranges cost an insert next to nothing.
CREATE INDEX inbound_message_age ON inbound_message USING brin (id);
CREATE INDEX message_age ON message USING brin (id);
CREATE INDEX job_run_age ON job_run USING brin (started_at);
CREATE INDEX metric_sample_age ON metric_sample USING brin (at);
GRANT DELETE ON inbound_message, message, approval TO chautari_engine;
CALL open_to_engine('draft', 'SELECT, DELETE');

-- A person who was erased keeps a row without a name, since counts, records and the consent ledger point to it.
ALTER TABLE guardian ADD COLUMN erased_at timestamptz;
ALTER TABLE student  ADD COLUMN erased_at timestamptz;
ALTER TABLE staff    ADD COLUMN erased_at timestamptz;
ALTER TABLE staff DROP CONSTRAINT staff_phone_check;
ALTER TABLE staff ADD CONSTRAINT staff_phone_check CHECK (phone ~ '^\+[1-9][0-9]{6,14}$' OR phone = 'erased:' || id);
