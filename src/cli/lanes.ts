import { parseArgs } from 'node:util';
import { type LaneState, loadLanes, loadPauses } from '#ops/lane-queries.ts';
import { printTable } from '#src/cli/print-table.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { withDatabase } from '#src/cli/with-database.ts';
import { readConfig } from '#src/config.ts';

const USAGE = `Usage: bin/chautari lanes [--stopped] [--database-url URL]

Lists every WhatsApp number: what it does, how much is in line, its pace, who sends on it, and if it has stopped, why,
since when, and until when. Stopped ones come first, then the longest lines. Below them stand the pauses.

  state     sending · waiting (in line, nobody sends yet) · idle · stopped · paused (with the whole platform)
  in line   messages that could go now
  later     messages that wait for a time: an undo window, another try, a pause, word of a send that was cut off
  a day     people its portfolio may write to outside their window; with "?" assumed, until Meta has answered
  token     its own (bin/chautari lane token), or the platform's (WA_ACCESS_TOKEN)
  until     a time: it goes on by itself; "by hand": bin/chautari lane resume NUMBER

  --stopped  only those that have stopped; ends with 1 when there are any, for scripts`;

/** `bin/chautari lanes`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'lanes');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const { lanes, pauses } = await withDatabase(flags['database-url'], async (db) => ({
    lanes: await loadLanes(db),
    pauses: await loadPauses(db),
  }));
  const shown = flags.stopped ? lanes.filter((lane) => lane.state === 'stopped') : lanes;
  if (shown.length === 0) console.log(flags.stopped ? 'No number has stopped.' : 'There is no number yet.');
  else printTable(HEADS, shown.map(toRow));
  for (const { school_id, since, note } of pauses)
    console.log(
      `Paused since ${say(since)}: ${school_id ? `school ${school_id}` : 'the whole platform'}${note ? ` (${note})` : ''}`,
    );
  return flags.stopped && shown.length > 0 ? 1 : 0;
}

const FLAGS = {
  help: { type: 'boolean' },
  stopped: { type: 'boolean' },
  'database-url': { type: 'string' },
} as const;

const HEADS = [
  'NUMBER',
  'STATE',
  'IN LINE',
  'LATER',
  'PACE',
  'QUALITY',
  'A DAY',
  'TOKEN',
  'OWNER',
  'STOPPED FOR',
  'SINCE',
  'UNTIL',
];

function toRow(lane: LaneState): (string | number | null)[] {
  const why = [lane.stopped_reason, lane.stopped_code, lane.stopped_note].filter((part) => part !== null);
  return [
    lane.phone_number_id,
    lane.state,
    lane.backlog,
    lane.later,
    `${lane.per_second ?? readConfig().WA_RATE_LIMIT_PER_SECOND}/s`,
    lane.quality,
    sayLimit(lane.people_per_day),
    lane.has_token ? 'its own' : 'platform',
    lane.owner?.slice(0, 8) ?? null,
    why.length > 0 ? why.join(' ') : null,
    lane.stopped_at && say(lane.stopped_at),
    lane.state === 'stopped' ? (lane.stopped_until ? say(lane.stopped_until) : 'by hand') : null,
  ];
}

function sayLimit(people: number | null): string {
  if (people === null) return `${readConfig().WA_PEOPLE_PER_DAY || 'no limit'}?`;
  return people === 0 ? 'no limit' : String(people);
}

function say(at: Date): string {
  return `${at.toISOString().slice(0, 16)}Z`;
}
