-- A month whose partition was missing has its rows in the default partition (a clock that ran ahead, a server that stood
-- for long). PostgreSQL then refuses to make the month's partition: they are moved into it. Two processes that find it
-- missing at the same moment make it once.
CREATE OR REPLACE PROCEDURE ensure_month_partition(parent text, month date, storage text DEFAULT '')
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  child text := parent || to_char(month, '_YYYY_MM');
  key text := CASE parent WHEN 'delivery' THEN 'message_id' ELSE 'id' END;
  from_id uuid := uuid_v7_floor(date_trunc('month', month::timestamp) AT TIME ZONE 'UTC');
  to_id uuid := uuid_v7_floor((date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC');
  its_rows text;
  moves boolean;
BEGIN
  IF to_regclass(child) IS NOT NULL THEN RETURN; END IF;
  -- Making a partition takes this lock anyway; before it, nothing more comes to what is moved.
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent);
  IF to_regclass(child) IS NOT NULL THEN RETURN; END IF;
  its_rows := format('FROM %I WHERE %I BETWEEN %L AND %L', parent || '_default', key, from_id, to_id);
  EXECUTE format('SELECT EXISTS (SELECT %s)', its_rows) INTO moves;
  IF moves THEN
    EXECUTE format('CREATE TEMPORARY TABLE moving AS SELECT * %s', its_rows);
    EXECUTE format('DELETE %s', its_rows);
  END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L) %s', child, parent, from_id, to_id, storage);
  IF moves THEN
    EXECUTE format('INSERT INTO %I SELECT * FROM moving', parent);
    DROP TABLE moving;
  END IF;
END
$$;
