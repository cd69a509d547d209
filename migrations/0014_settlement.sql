-- Evidence for what became of a send of unknown outcome (ADR 0030).
ALTER TABLE delivery ADD COLUMN unknown_since timestamptz; -- at or before the moment its request left

-- What a school wants for routine messages where there is no evidence either way.
ALTER TABLE school ADD COLUMN unsettled text NOT NULL DEFAULT 'aside' CHECK (unsettled IN ('aside', 'again'));

-- Each process that takes webhooks, and when it was there: a break in it means that Meta may have to come again.
CREATE TABLE webhook_door (
  id         uuid PRIMARY KEY,
  opened_at  timestamptz NOT NULL,
  beat_at    timestamptz NOT NULL,
  kept_at    timestamptz,              -- when it last kept statuses
  broken_at  timestamptz,              -- when it last had to refuse one, or could not write that it is up
  closed_at  timestamptz               -- ended as it should
);
CALL open_to_engine('webhook_door', 'SELECT, INSERT, UPDATE, DELETE');
