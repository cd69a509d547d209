-- A word that a member of staff has for a subject, learnt from their answers: "omt" is Optional Mathematics (ADR 0023).
CREATE TABLE own_word (
  school_id  uuid NOT NULL,
  staff_id   uuid NOT NULL,
  word       text NOT NULL CHECK (length(word) BETWEEN 2 AND 12), -- lower case, as understanding compares words
  subject    text NOT NULL,
  times      smallint NOT NULL,          -- how often they said so; it counts from the second time on
  learnt_at  timestamptz NOT NULL,
  PRIMARY KEY (school_id, staff_id, word),
  FOREIGN KEY (school_id, staff_id) REFERENCES staff
);
CALL wall_tenant_table('own_word');
