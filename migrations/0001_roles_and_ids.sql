-- Two roles do all the work, neither may pass row-level security (design principle 9):
--   chautari_tenant  one school at a time, named in chautari.school_id for the transaction
--   chautari_engine  the stages that see many schools at once (webhook, inbox, send, status)
-- Roles belong to the whole server, so several databases on it share them.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'chautari_tenant') THEN
    CREATE ROLE chautari_tenant NOLOGIN NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'chautari_engine') THEN
    CREATE ROLE chautari_engine NOLOGIN NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database on this server made them at the same moment
END
$$;

DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'chautari_tenant', 'MEMBER') THEN
    EXECUTE format('GRANT chautari_tenant TO %I', current_user);
  END IF;
  IF NOT pg_has_role(current_user, 'chautari_engine', 'MEMBER') THEN
    EXECUTE format('GRANT chautari_engine TO %I', current_user);
  END IF;
END
$$;

GRANT USAGE ON SCHEMA public TO chautari_tenant, chautari_engine;

-- The school of this transaction; NULL when none is set, and then no row is seen.
CREATE FUNCTION current_school() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('chautari.school_id', true), '')::uuid;

-- The lowest uuidv7 of an instant: the bound of a partition by time (RFC 9562 section 5.7).
CREATE FUNCTION uuid_v7_floor(instant timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;

-- Puts a tenant table behind the wall: rows of the school of the transaction only.
CREATE PROCEDURE wall_tenant_table(name text)
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format(
    'CREATE POLICY tenant ON %I TO chautari_tenant USING (school_id = (SELECT current_school())) '
    'WITH CHECK (school_id = (SELECT current_school()))', name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO chautari_tenant', name);
END
$$;

-- Lets the engine see every school's rows of a table, with just the rights it names.
CREATE PROCEDURE open_to_engine(name text, rights text)
LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT relrowsecurity FROM pg_class WHERE oid = name::regclass) THEN
    EXECUTE format('CREATE POLICY engine ON %I TO chautari_engine USING (true) WITH CHECK (true)', name);
  END IF;
  EXECUTE format('GRANT %s ON %I TO chautari_engine', rights, name);
END
$$;

-- Makes the partition of one month where it is missing. Old months are dropped whole, never deleted row by row.
-- Runs with the owner's rights, so that the engine's role can keep months ahead without owning a table.
CREATE PROCEDURE ensure_month_partition(parent text, month date, storage text DEFAULT '')
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  child text := parent || to_char(month, '_YYYY_MM');
BEGIN
  IF to_regclass(child) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L) %s', child, parent,
      uuid_v7_floor(date_trunc('month', month::timestamp) AT TIME ZONE 'UTC'),
      uuid_v7_floor((date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC'),
      storage);
  END IF;
END
$$;

-- The partitions of this month and the two after it. Called at every start and every day.
CREATE PROCEDURE ensure_partitions(of_month date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  FOR i IN 0..2 LOOP
    CALL ensure_month_partition('webhook_event', (of_month + make_interval(months => i))::date);
    -- Room in each page lets a status be written beside its row without touching an index (HOT).
    CALL ensure_month_partition('delivery', (of_month + make_interval(months => i))::date, 'WITH (fillfactor = 80)');
  END LOOP;
END
$$;
REVOKE ALL ON PROCEDURE ensure_month_partition, ensure_partitions, wall_tenant_table, open_to_engine FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE ensure_partitions TO chautari_engine;
