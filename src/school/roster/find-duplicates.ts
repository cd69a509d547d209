import type { Words } from '#templates/language.ts';
import type { Columns } from './columns.ts';
import { type Findings, remarkAt } from './problem.ts';
import { nameKey } from './read-name.ts';
import type { Pupil } from './read-pupil.ts';

/**
 * The pupils of a file without those that stand in it twice, or sit on another's roll number: the first line stays,
 * a later one becomes a problem. Two of one name in a class are two pupils only when something tells them apart.
 */
export function dropDuplicates(pupils: readonly Pupil[], columns: Columns, findings: Findings): Pupil[] {
  const seats = new Map<string, Pupil>();
  const ids = new Map<string, Pupil>();
  const named = new Map<string, Pupil[]>();
  return pupils.filter((pupil) => {
    const { line, iemisStudentId: id, roll } = pupil;
    const seat = roll === null ? null : `${pupil.class.id} ${roll}`;
    const names = nameKeys(pupil);
    const sameId = id === null ? undefined : ids.get(id);
    const sameName = names.flatMap((key) => named.get(key) ?? []).find((other) => isSamePupil(other, pupil));
    const sameSeat = seat === null ? undefined : seats.get(seat);
    if (sameId) return leaveOut(remarkAt(line, columns, 'iemisStudentId', id!, saySameId(sameId.line)));
    if (sameName)
      return leaveOut(remarkAt(line, columns, 'name', shownName(pupil), saySameName(sameName.line)));
    if (sameSeat) return leaveOut(remarkAt(line, columns, 'roll', String(roll), saySameRoll(sameSeat)));
    if (id !== null) ids.set(id, pupil);
    if (seat !== null) seats.set(seat, pupil);
    for (const key of names) named.set(key, [...(named.get(key) ?? []), pupil]);
    return true;
  });

  function leaveOut(remark: ReturnType<typeof remarkAt>): false {
    findings.problems.push({ ...remark, leftOut: 'pupil' });
    return false;
  }
}

/** The names of a pupil or guardian as they are compared, in either script. */
export function nameKeys({ name, nameNe }: { name: string | null; nameNe: string | null }): string[] {
  return [...new Set([name, nameNe].filter((one) => one !== null).map(nameKey))];
}

/** In whichever script there is; the Latin one first. */
export function shownName({ name, nameNe }: { name: string | null; nameNe: string | null }): string {
  return name ?? nameNe ?? '';
}

function isSamePupil(one: Pupil, other: Pupil): boolean {
  const differ = <T>(a: T | null, b: T | null) => a !== null && b !== null && a !== b;
  if (differ(one.iemisStudentId, other.iemisStudentId) || differ(one.bornOn, other.bornOn)) return false;
  if (one.class.id === other.class.id) return !differ(one.roll, other.roll);
  // In two classes a common name is not enough: it is one pupil when the birthday and a number agree too.
  const phones = new Set(one.contacts.map(({ phone }) => phone));
  return (
    one.bornOn !== null &&
    one.bornOn === other.bornOn &&
    other.contacts.some(({ phone }) => phones.has(phone))
  );
}

function saySameId(line: number): Words {
  return {
    en: `The pupil on line ${line} has the same id; please correct one of the two or delete this line.`,
    ne: `पङ्क्ति ${line} को विद्यार्थीको आईडी पनि यही छ; कृपया एउटा सच्याउनुहोस् वा यो पङ्क्ति हटाउनुहोस्।`,
  };
}

function saySameName(line: number): Words {
  return {
    en: `This seems to be the pupil on line ${line} again; delete this line, or add roll numbers or dates of birth if they are two.`,
    ne: `यो पङ्क्ति ${line} कै विद्यार्थी जस्तो छ; यो पङ्क्ति हटाउनुहोस्, दुई जना भए रोल नम्बर वा जन्म मिति थप्नुहोस्।`,
  };
}

function saySameRoll({ line, class: { code } }: Pupil): Words {
  return {
    en: `The pupil on line ${line} has this roll number in ${code}; please give one of them another.`,
    ne: `${code} मा यो रोल नम्बर पङ्क्ति ${line} को विद्यार्थीको छ; कृपया एक जनाको रोल फेर्नुहोस्।`,
  };
}
