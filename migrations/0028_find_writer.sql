-- Who wrote to a number: a member of staff or a guardian of one of the schools that speak through it. Somebody who is
-- both teaches first: what they write to the school's number is nearly always their work. For somebody whom no school
-- knows, only the first school of the number, which answers them; no row for a number without a school.
-- One SELECT, so that it becomes a part of the statement that calls it.
CREATE FUNCTION find_writer(of_sender uuid, of_phone text, of_user text)
RETURNS TABLE (school_id uuid, person_id uuid, kind text)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT found.school_id, found.person_id, found.kind FROM (
    SELECT s.school_id, p.id AS person_id, 'staff' AS kind, 0 AS rank
    FROM staff p JOIN school s ON s.school_id = p.school_id AND s.sender_id = of_sender
    WHERE (p.phone = of_phone OR p.whatsapp_user_id = of_user) AND p.left_on IS NULL
    UNION ALL
    SELECT s.school_id, p.id, 'guardian', 1
    FROM guardian p JOIN school s ON s.school_id = p.school_id AND s.sender_id = of_sender
    WHERE p.phone = of_phone OR p.whatsapp_user_id = of_user
    UNION ALL
    (SELECT s.school_id, NULL, NULL, 2 FROM school s WHERE s.sender_id = of_sender ORDER BY s.school_id LIMIT 1)
  ) AS found
  ORDER BY found.rank, found.school_id LIMIT 1;
END;
