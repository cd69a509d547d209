import pg from 'pg';
import { makePassword } from './embedded-state.ts';
import { expectedError } from './expected-error.ts';

/** The roles that do the work (migrations/0001), and the schema in which BullMQ keeps its queues. */
const ROLES = ['chautari_engine', 'chautari_tenant'];
const QUEUE_SCHEMA = 'bullmq';
/** Two processes that start at once must not make the same user. */
const LOCK_ID = 7_302_025_116;

/**
 * Lets the running program log in as a user that may do nothing by itself: it owns no table and inherits no right, so
 * `RESET ROLE` leads nowhere. It may only become one of the two roles, and use the tables of the queues where they are
 * in this database. The user is made where it is missing, and gets the password of its address. Safe to repeat.
 * @param ownerUrl logs in as the owner of the tables, who may create roles
 * @param appUrl logs in as the user of the running program
 * @throws an expected error when the user could do more than it should, or may not be made
 */
export async function ensureAppLogin(ownerUrl: string, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl);
  const name = decodeURIComponent(username);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [LOCK_ID]); // held until the connection ends
    await makeUser(owner, name, decodeURIComponent(password), appUrl);
    await refuseMightyUser(owner, name);
    await owner.query(`GRANT ${ROLES.join(', ')} TO ${owner.escapeIdentifier(name)}`);
    await openQueueTables(owner, owner.escapeIdentifier(name));
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw expectedError(
      `The user of DATABASE_OWNER_URL may not make "${name}", the user of DATABASE_URL: it needs the attribute CREATEROLE. ` +
        `Or have the database's administrator run: CREATE ROLE ${owner.escapeIdentifier(name)} LOGIN NOINHERIT PASSWORD '…'; GRANT ${ROLES.join(', ')} TO ${owner.escapeIdentifier(name)};`,
      error,
    );
  } finally {
    await owner.end();
  }
}

/** The address of such a user on a server of our own, with a new password each time. */
export function inventAppUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = 'chautari_app';
  url.password = makePassword();
  return url.href;
}

const INSUFFICIENT_PRIVILEGE = '42501';

async function makeUser(owner: pg.Client, name: string, password: string, appUrl: string): Promise<void> {
  const user = owner.escapeIdentifier(name);
  const secret = owner.escapeLiteral(password);
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount === 0) await owner.query(`CREATE ROLE ${user} LOGIN NOINHERIT PASSWORD ${secret}`);
  if (!(await canLogIn(appUrl))) await owner.query(`ALTER ROLE ${user} LOGIN PASSWORD ${secret}`);
}

async function canLogIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function refuseMightyUser(owner: pg.Client, name: string): Promise<void> {
  const { rows } = await owner.query<{ mighty: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR rolinherit OR rolcreaterole
         OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace) AS mighty
     FROM pg_roles r WHERE rolname = $1`,
    [name],
  );
  if (rows[0]!.mighty)
    throw expectedError(
      `"${name}", the user of DATABASE_URL, may do more than it should beside DATABASE_OWNER_URL: it must own no table and be NOSUPERUSER, ` +
        'NOBYPASSRLS, NOCREATEROLE and NOINHERIT. Name another one; bin/chautari migrate makes it.',
    );
}

async function openQueueTables(owner: pg.Client, user: string): Promise<void> {
  const { rowCount } = await owner.query('SELECT FROM pg_namespace WHERE nspname = $1', [QUEUE_SCHEMA]);
  if (rowCount === 0) return; // the queues are in Redis
  // BullMQ makes a sequence for each queue at its first job; those are then the user's own.
  const { rows } = await owner.query<{ sequence: string }>(
    `SELECT oid::regclass::text AS sequence FROM pg_class
     WHERE relnamespace = $1::regnamespace AND relkind = 'S' AND pg_has_role(relowner, 'USAGE')`,
    [QUEUE_SCHEMA],
  );
  await owner.query(
    [
      `GRANT USAGE, CREATE ON SCHEMA ${QUEUE_SCHEMA} TO ${user}`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${user}`,
      `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO ${user}`,
      ...rows.map(({ sequence }) => `GRANT USAGE ON SEQUENCE ${sequence} TO ${user}`),
    ].join('; '),
  );
}
