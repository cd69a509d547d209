import type { Mark } from './find-marks.ts';

type RollMark = Mark & { is: 'rolls' };
type PupilMark = Mark & { is: 'pupils' };

/**
 * "5 Elina", "1) Elina": a number before a name that is that pupil's roll, or the place in a numbered list, says nothing
 * that the name does not say. Any other number stays.
 */
export function joinRollNames(marks: readonly Mark[]): Mark[] {
  const pairs = marks.flatMap((mark, n) => {
    const next = marks[n + 1];
    // "1. Elina" begins a line, and its stop parts nothing.
    const near = next !== undefined && (next.sep === 0 || (next.sep <= 2 && mark.sep === 3));
    return isNumber(mark) && next?.is === 'pupils' && near && next.pupils.length === 1
      ? [{ number: mark, name: next }]
      : [];
  });
  if (pairs.length === 0) return [...marks];
  const numbered = pairs.length > 1 && pairs.every(({ number }, n) => number.rolls[0] === n + 1);
  const gone = new Map<Mark, PupilMark>();
  for (const { number, name } of pairs)
    if (numbered || number.rolls[0] === name.pupils[0]?.roll)
      gone.set(number, { ...name, sep: number.sep, ...(number.joined ? { joined: true as const } : {}) });
  return marks.flatMap((mark, n) => {
    const before = marks[n - 1];
    const joined = before === undefined ? undefined : gone.get(before);
    return gone.has(mark) ? [] : [joined ?? mark];
  });
}

function isNumber(mark: Mark): mark is RollMark {
  return mark.is === 'rolls' && mark.rolls.length === 1 && !mark.labelled;
}
