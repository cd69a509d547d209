-- A business portfolio at Meta. All numbers of its WhatsApp Business Accounts share one messaging limit: so many
-- different people in any 24 hours may be written to outside their window (cloud-api.md section 3).
CREATE TABLE portfolio (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  meta_id         text UNIQUE,
  people_per_day  int CHECK (people_per_day >= 0), -- null: not known, the setting WA_PEOPLE_PER_DAY holds; 0: no limit
  reached         int NOT NULL DEFAULT 0,          -- how many rows of portfolio_reach it has, written with them
  promised_until  timestamptz                      -- room that comes free until then is promised to those that wait
);

CREATE TABLE waba (
  waba_id       text PRIMARY KEY,
  portfolio_id  uuid NOT NULL REFERENCES portfolio
);
CREATE INDEX waba_by_portfolio ON waba (portfolio_id);

-- Whom a portfolio has written to outside their window; each counts until a day after the last time.
CREATE TABLE portfolio_reach (
  portfolio_id   uuid NOT NULL REFERENCES portfolio,
  address        text NOT NULL,
  counts_until   timestamptz NOT NULL,
  PRIMARY KEY (portfolio_id, address)
);
CREATE INDEX portfolio_reach_until ON portfolio_reach (portfolio_id, counts_until);

-- An account that is new belongs to a portfolio of its own until somebody says otherwise.
CREATE FUNCTION open_waba() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  its_portfolio uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM waba WHERE waba_id = NEW.waba_id) THEN
    PERFORM pg_advisory_xact_lock(hashtext('chautari.waba'));
    IF NOT EXISTS (SELECT FROM waba WHERE waba_id = NEW.waba_id) THEN
      INSERT INTO portfolio DEFAULT VALUES RETURNING id INTO its_portfolio;
      INSERT INTO waba (waba_id, portfolio_id) VALUES (NEW.waba_id, its_portfolio);
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER open_waba BEFORE INSERT OR UPDATE OF waba_id ON sender FOR EACH ROW EXECUTE FUNCTION open_waba();
UPDATE sender SET waba_id = waba_id;
ALTER TABLE sender ADD FOREIGN KEY (waba_id) REFERENCES waba;
CREATE INDEX sender_by_waba ON sender (waba_id);

-- Who was sent to just now by a number, and how far ahead of one message in six seconds: {address: [paid until, burst
-- from, burst size]}. The lane's owner keeps it in memory and leaves it here for the next one.
CREATE TABLE lane_pairs (
  sender_id  uuid PRIMARY KEY REFERENCES sender,
  pairs      jsonb NOT NULL
);

-- Free-form messages of a number in a month; the first thousand cost nothing. What the plan shows, not the invoice.
CREATE TABLE service_month (
  sender_id  uuid NOT NULL REFERENCES sender,
  month      date NOT NULL,
  messages   int NOT NULL,
  PRIMARY KEY (sender_id, month)
);

GRANT SELECT ON portfolio, waba, service_month TO chautari_tenant;
CALL open_to_engine('portfolio', 'SELECT, INSERT, UPDATE');
CALL open_to_engine('waba', 'SELECT, INSERT, UPDATE');
CALL open_to_engine('portfolio_reach', 'SELECT, INSERT, UPDATE, DELETE');
CALL open_to_engine('lane_pairs', 'SELECT, INSERT, UPDATE');
CALL open_to_engine('service_month', 'SELECT, INSERT, UPDATE');

-- What a school's plan may know of people and messages that are not its own: how many, never who.

-- How many of these people the portfolio of a number has reached within the day, and so may write to at no cost.
CREATE FUNCTION count_reached(of_sender uuid, addresses text[], at timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
RETURN (
  SELECT count(*) FROM sender
  JOIN waba USING (waba_id)
  JOIN portfolio_reach r ON r.portfolio_id = waba.portfolio_id AND r.address = ANY (addresses) AND r.counts_until > at
  WHERE sender.id = of_sender
);

-- When room comes free in the portfolio of a number: the instants in order, at most so many.
CREATE FUNCTION list_freed(of_sender uuid, after timestamptz, skip bigint, how_many bigint) RETURNS SETOF timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.counts_until FROM sender
  JOIN waba USING (waba_id)
  JOIN portfolio_reach r ON r.portfolio_id = waba.portfolio_id AND r.counts_until > after
  WHERE sender.id = of_sender
  ORDER BY r.counts_until OFFSET skip LIMIT how_many
$$;

-- How many deliveries of a lane go before the first and before the last of so many that a school would add now.
CREATE FUNCTION count_ahead(of_school uuid, of_sender uuid, of_priority smallint, how_many bigint, OUT of_first bigint, OUT of_last bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH tag AS (
    SELECT (of_priority::bigint << 48) + greatest(
      coalesce((SELECT finish_tag FROM lane_flow WHERE school_id = of_school AND sender_id = of_sender AND priority = of_priority), 0),
      coalesce((SELECT virtual_time FROM lane_clock WHERE sender_id = of_sender AND priority = of_priority), 0)) AS last_given
  )
  SELECT (SELECT count(*) FROM delivery WHERE sender_id = of_sender AND place <= last_given + 1),
         (SELECT count(*) FROM delivery WHERE sender_id = of_sender AND place <= last_given + how_many)
  FROM tag
$$;
REVOKE ALL ON FUNCTION count_reached, list_freed, count_ahead FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_reached, list_freed, count_ahead TO chautari_tenant, chautari_engine;
