-- How a number stands with Meta is asked for when it is new and once a day: limit, quality, pace, name.
ALTER TABLE sender
  ADD COLUMN name_status text,                            -- of its display name, in Meta's words
  ADD COLUMN read_at     timestamptz,                     -- when Meta last answered
  ADD COLUMN look_at     timestamptz NOT NULL DEFAULT now(); -- when to ask next
CREATE INDEX sender_look ON sender (look_at);
