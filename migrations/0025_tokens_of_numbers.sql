-- A number's own access token, sealed (ADR 0033). Not for chautari_tenant, the role of what is done for one school.
CREATE TABLE sender_token (
  sender_id  uuid PRIMARY KEY REFERENCES sender,
  no         bigint GENERATED ALWAYS AS IDENTITY, -- another one for each token that is set
  key_name   text NOT NULL,                       -- which key sealed it
  sealed     bytea NOT NULL,
  set_at     timestamptz NOT NULL
);
CALL open_to_engine('sender_token', 'SELECT, INSERT, UPDATE, DELETE');

-- Which of its tokens is in force; null: the platform's.
ALTER TABLE lane ADD COLUMN token_no bigint;
