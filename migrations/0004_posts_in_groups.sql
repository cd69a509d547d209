-- Stage 1 keeps the POSTs of one commit in one row, packed (pack-posts.ts, ADR 0014). What is there is packed
-- each for itself: a byte for "plain", the request id after its length, the body after its length.
ALTER TABLE webhook_event RENAME COLUMN body TO posts;
UPDATE webhook_event SET posts = '\x01'::bytea
  || substr(int4send(octet_length(convert_to(request_id, 'UTF8'))), 4) || convert_to(request_id, 'UTF8')
  || int4send(octet_length(posts)) || posts;
ALTER TABLE webhook_event DROP COLUMN request_id;
ALTER TABLE webhook_event ADD COLUMN post_count int NOT NULL DEFAULT 1;
-- What holds nothing but statuses may wait a moment, so that sent, delivered and read of a message are written at once.
ALTER TABLE webhook_event ADD COLUMN only_statuses boolean NOT NULL DEFAULT false;
-- Packed already: PostgreSQL need not try to make it smaller.
ALTER TABLE webhook_event ALTER COLUMN posts SET STORAGE EXTERNAL;
DROP INDEX webhook_event_unprocessed;
CREATE INDEX webhook_event_unprocessed ON webhook_event (only_statuses, id) WHERE processed_at IS NULL;
-- A row that breaks is replaced by a row for each of its POSTs.
GRANT DELETE ON webhook_event TO chautari_engine;

-- Parked statuses are looked at while they are young, and dropped when they are old.
CREATE INDEX parked_status_by_age ON parked_status (parked_at);
