-- Meta's id finds a delivery where nothing else names it: a text that quotes it, a status without our key. By a hash of
-- the id alone, each acceptance writes a page of its own somewhere in the month, the more of them the larger the month.
-- With the message's stretch of time before it, all of one day share the few pages of that day (ADR 0039).

-- The stretch of time in which an id lies: 2^26 ms each, nearly 19 hours.
CREATE FUNCTION stretch_of_id(id uuid) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || left(id::text, 6))::bit(22)::int;

DROP INDEX delivery_by_wamid;
CREATE INDEX delivery_by_wamid ON delivery (stretch_of_id(message_id), hashtext(wamid)) WHERE wamid IS NOT NULL;

-- A school's delivery by Meta's id, among messages from one id to another. With the owner's rights: behind the wall, what
-- calls functions of ours is not looked up in an index. The school sees its own alone. Planned each time, for the months
-- that are asked for: a plan for any would go through the key of the school.
CREATE FUNCTION find_by_wamid(of_wamid text, from_id uuid, to_id uuid, stretches int[])
RETURNS TABLE (message_id uuid, recipient_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan AS $$
  SELECT d.message_id, d.recipient_id FROM delivery d
  WHERE d.message_id >= from_id AND d.message_id < to_id AND stretch_of_id(d.message_id) = ANY (stretches)
    AND hashtext(d.wamid) = hashtext(of_wamid) AND d.wamid = of_wamid AND d.school_id = (SELECT current_school())
  LIMIT 1
$$;
REVOKE ALL ON FUNCTION find_by_wamid FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_by_wamid TO chautari_tenant;
