-- A message's deliveries lie side by side, and their statuses come at about the same time: a page must hold a second
-- version of every row, or the versions go elsewhere and each index with them. With half a page left free 95 of 100
-- statuses are written in place, and the month ends smaller, since what is free is used again (ADR 0015).
CREATE OR REPLACE PROCEDURE ensure_partitions(of_month date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  FOR i IN 0..2 LOOP
    CALL ensure_month_partition('webhook_event', (of_month + make_interval(months => i))::date);
    CALL ensure_month_partition('delivery', (of_month + make_interval(months => i))::date, 'WITH (fillfactor = 50)');
  END LOOP;
END
$$;

DO $$
DECLARE
  child regclass;
BEGIN
  FOR child IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'delivery'::regclass LOOP
    EXECUTE format('ALTER TABLE %s SET (fillfactor = 50)', child);
  END LOOP;
END
$$;
