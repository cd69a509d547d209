import { parseArgs } from 'node:util';
import { NoResultError } from 'kysely';
import { foreseeSending } from '#audience/foresee-sending.ts';
import { type Plan, planAudience, type Topic } from '#audience/plan-audience.ts';
import type { SendingPlan } from '#audience/plan-sending.ts';
import { loadReaders } from '#audience/queries.ts';
import { inSchool, type Tx } from '#lib/db.ts';
import { expectedError } from '#lib/expected-error.ts';
import { kathmanduDate } from '#nepal/calendar.ts';
import { PRIORITY } from '#outbox/add-message.ts';
import { expiryOf } from '#outbox/send-to-readers.ts';
import { type ClassRow, loadClasses, loadSchool } from '#school/queries.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { schoolOf } from '#src/cli/school-flag.ts';
import { withDatabase } from '#src/cli/with-database.ts';
import { type Config, readConfig } from '#src/config.ts';
import { type SendOutcome, say } from '#templates/say.ts';
import { timeWords } from '#templates/words/time-words.ts';

const USAGE = `Usage: bin/chautari plan --school ID --audience school|grade:5|class:5A [--kind announcement|daily_update|attendance] [--urgent] [--json]

Says who would get a message that were sent now, who would not and why, when the last one goes, who waits for
WhatsApp's limit of new people a day, and about what it costs. Nothing is sent and nothing is written.

  --school ID         the id of the school
  --audience WHO      the whole school, a grade, or a class
  --kind KIND         without it an announcement
  --urgent            an urgent announcement: it goes first, and may use the reserve of the limit
  --json              everything as JSON
  --database-url URL  without it DATABASE_URL is used

docs/budgets.md says which facts and which assumptions a plan stands on.`;

/** `bin/chautari plan`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'plan');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const schoolId = schoolOf(flags.school);
  const wanted = { ...wantedOf(flags.kind, flags.urgent ?? false), audience: audienceOf(flags.audience) };
  const config = readConfig();
  const now = Date.now();
  const planned = await withDatabase(flags['database-url'], (db) =>
    inSchool(db, schoolId, (tx) => plan(tx, config, { schoolId, ...wanted, now })),
  );
  console.log(flags.json ? JSON.stringify(planned, null, 2) : inWords(planned, kathmanduDate(now)));
  return 0;
}

const text = { type: 'string' } as const;
const yes = { type: 'boolean' } as const;
const FLAGS = {
  help: yes,
  school: text,
  audience: text,
  kind: text,
  urgent: yes,
  json: yes,
  'database-url': text,
};

type Audience = { name: string; includes: (one: ClassRow) => boolean };

function audienceOf(name: string | undefined): Audience {
  const [scope, value] = name?.split(':') ?? [];
  if (name && scope === 'school' && value === undefined) return { name, includes: () => true };
  if (name && scope === 'grade' && value) return { name, includes: (one) => one.grade === value };
  if (name && scope === 'class' && value) return { name, includes: (one) => one.code === value };
  throw expectedError('--audience is school, a grade such as grade:5, or a class such as class:5A.');
}

type Wanted = { kind: 'announcement' | 'daily_update' | 'attendance'; topic: Topic; priority: number };

function wantedOf(kind = 'announcement', isUrgent: boolean): Wanted {
  if (isUrgent && kind !== 'announcement') throw expectedError('--urgent is for announcements.');
  switch (kind) {
    case 'announcement':
      return { kind, topic: 'announcements', priority: isUrgent ? PRIORITY.urgent : PRIORITY.bulk };
    case 'daily_update':
      return { kind, topic: 'homework', priority: PRIORITY.routine };
    case 'attendance':
      return { kind, topic: 'attendance', priority: PRIORITY.urgent };
    default:
      throw expectedError(`--kind is announcement, daily_update or attendance, not "${kind}".`);
  }
}

type Planned = {
  school: string;
  audience: string;
  kind: string;
  excluded: Plan['excluded'];
  sending: SendingPlan;
};

async function plan(
  tx: Tx,
  config: Config,
  what: Wanted & { schoolId: string; audience: Audience; now: number },
): Promise<Planned> {
  const { schoolId, audience, now, kind, priority } = what;
  const school = await loadSchool(tx, schoolId).catch((error) => {
    if (error instanceof NoResultError) throw expectedError(`There is no school ${schoolId}.`, error);
    throw error;
  });
  const classes = (await loadClasses(tx, schoolId, kathmanduDate(now))).filter(audience.includes);
  if (classes.length === 0)
    throw expectedError(`${school.name} has no classes for ${audience.name} this year.`);
  const readers = await loadReaders(
    tx,
    schoolId,
    classes.map((one) => one.id),
  );
  const { recipients, excluded } = planAudience(readers, what.topic, now);
  const sending = await foreseeSending(tx, config, {
    schoolId,
    senderId: school.sender_id,
    priority,
    addressees: recipients.map((one) => ({ ...one, parts: 1 })),
    halted: school.halted,
    sendAfter: now + school.undo_window_seconds * 1_000,
    expiresAt: expiryOf(kind, now).getTime(),
  });
  return { school: school.name, audience: audience.name, kind, excluded, sending };
}

function inWords({ school, audience, kind, excluded, sending }: Planned, today: string): string {
  const { people, goes, firstAt, lastAt, deferred, deferredUntil, refused, stopped, cost } = sending;
  const at = (instant: number) => timeWords(instant, today).en;
  const lines = [`${school}, ${kind} for ${audience}: ${count(people, 'parent')}`];
  if (stopped) lines.push(`  nothing goes at present: ${say(`outcome.${stopped as SendOutcome}`, {}, 'en')}`);
  if (firstAt !== null && lastAt !== null)
    lines.push(`  ${goes} in one go: the first at ${at(firstAt)}, the last at ${at(lastAt)}`);
  if (deferredUntil !== null)
    lines.push(`  ${deferred} wait for room in the messaging limit, until ${at(deferredUntil)}`);
  if (refused > 0)
    lines.push(`  ${refused} cannot have it before it expires, because of the messaging limit`);
  for (const [reason, many] of Object.entries(excluded))
    lines.push(`  ${many} left out: ${say(`outcome.${reason as keyof Plan['excluded']}`, {}, 'en')}`);
  lines.push(
    `  costs about NPR ${cost.npr} (USD ${cost.usd}) for ${count(cost.messages, 'message')}, ${cost.free} of them free`,
  );
  return lines.join('\n');
}

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
