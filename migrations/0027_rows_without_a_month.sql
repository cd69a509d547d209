-- Deliveries of a month that had no partition of its own stand in the default one. Old ones are added up and deleted, as
-- a month is added up and dropped (ADR 0025).

-- The instant inside a uuidv7 (RFC 9562 section 5.7).
CREATE FUNCTION uuid_v7_time(id uuid) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0);

-- Adds the deliveries of a month in one table to the totals.
CREATE PROCEDURE add_up_month(source text, of_month date)
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  EXECUTE format($q$
    INSERT INTO month_total AS t
    SELECT d.school_id, $1, coalesce(m.kind, 'unknown'), count(DISTINCT d.message_id), count(*),
           count(*) FILTER (WHERE d.status IN ('delivered', 'read')), count(*) FILTER (WHERE d.status = 'read'),
           count(*) FILTER (WHERE d.status IN ('accepted', 'sent')), count(*) FILTER (WHERE d.status = 'failed'),
           count(*) FILTER (WHERE d.status = 'withdrawn'), count(*) FILTER (WHERE d.status = 'expired'),
           count(*) FILTER (WHERE d.status BETWEEN 'accepted' AND 'read' AND d.window_until IS NULL),
           count(*) FILTER (WHERE d.status BETWEEN 'accepted' AND 'read' AND d.window_until IS NOT NULL)
    FROM %I d LEFT JOIN message m ON m.school_id = d.school_id AND m.id = d.message_id
    WHERE d.message_id >= uuid_v7_floor($1::timestamp AT TIME ZONE 'UTC')
      AND d.message_id < uuid_v7_floor(($1::timestamp + interval '1 month') AT TIME ZONE 'UTC')
    GROUP BY 1, 3
    ON CONFLICT (school_id, month, kind) DO UPDATE SET
      messages = t.messages + excluded.messages, deliveries = t.deliveries + excluded.deliveries, delivered = t.delivered + excluded.delivered,
      read = t.read + excluded.read, sent = t.sent + excluded.sent, failed = t.failed + excluded.failed,
      withdrawn = t.withdrawn + excluded.withdrawn, expired = t.expired + excluded.expired,
      templates = t.templates + excluded.templates, free_form = t.free_form + excluded.free_form
    $q$, source) USING of_month;
END
$$;

CREATE OR REPLACE FUNCTION drop_delivery_month(of_month date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  child text := 'delivery' || to_char(of_month, '_YYYY_MM');
  is_open boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('chautari.drop_month'));
  IF to_regclass(child) IS NULL THEN RETURN 'gone'; END IF;
  EXECUTE format($q$SELECT EXISTS (SELECT FROM %I WHERE status IN ('planned', 'sending', 'unknown'))$q$, child) INTO is_open;
  IF is_open THEN RETURN 'open'; END IF;
  CALL add_up_month(child, of_month);
  EXECUTE format('ALTER TABLE delivery DETACH PARTITION %I', child);
  EXECUTE format('DROP TABLE %I', child);
  RETURN 'dropped';
END
$$;

-- The same for what stands in the default partition of that month.
CREATE FUNCTION empty_default_month(of_month date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  from_id uuid := uuid_v7_floor(of_month::timestamp AT TIME ZONE 'UTC');
  to_id uuid := uuid_v7_floor((of_month::timestamp + interval '1 month') AT TIME ZONE 'UTC');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('chautari.drop_month'));
  -- Nothing may come to what is counted and then deleted.
  LOCK TABLE delivery_default IN SHARE ROW EXCLUSIVE MODE;
  IF NOT EXISTS (SELECT FROM delivery_default WHERE message_id >= from_id AND message_id < to_id) THEN RETURN 'gone'; END IF;
  IF EXISTS (SELECT FROM delivery_default WHERE message_id >= from_id AND message_id < to_id AND status IN ('planned', 'sending', 'unknown'))
    THEN RETURN 'open'; END IF;
  CALL add_up_month('delivery_default', of_month);
  DELETE FROM delivery_default WHERE message_id >= from_id AND message_id < to_id;
  RETURN 'dropped';
END
$$;
-- First days of the months that stand in the default partition.
CREATE FUNCTION list_default_months() RETURNS SETOF date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT DISTINCT date_trunc('month', uuid_v7_time(message_id) AT TIME ZONE 'UTC')::date FROM delivery_default
$$;
REVOKE ALL ON FUNCTION empty_default_month, list_default_months FROM PUBLIC;
REVOKE ALL ON PROCEDURE add_up_month FROM PUBLIC;
GRANT EXECUTE ON FUNCTION empty_default_month, list_default_months TO chautari_engine;

-- What was left for the next owner of a lane is over after minutes.
GRANT DELETE ON lane_pairs TO chautari_engine;
