-- How many people the portfolio of a number has reached within the day; rows that are over and not yet forgotten do not count.
CREATE FUNCTION people_reached(of_sender uuid, at timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
RETURN (
  SELECT p.reached - (SELECT count(*) FROM portfolio_reach r WHERE r.portfolio_id = p.id AND r.counts_until <= at)
  FROM sender JOIN waba USING (waba_id) JOIN portfolio p ON p.id = waba.portfolio_id
  WHERE sender.id = of_sender
);
REVOKE ALL ON FUNCTION people_reached FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_reached TO chautari_tenant, chautari_engine;
