/** A name in both scripts; the two spellings belong together and are never made from each other. */
export type Name = { en: string; ne: string };

/** What the people of one community are called. Chances are between 0 and 1. */
export type Community = {
  /** Share of the village's households, in parts; the parts need not add up to 100. */
  share: number;
  surnames: Name[];
  boys: Name[];
  girls: Name[];
  men: Name[];
  women: Name[];
  /** Grandparents carry older names than parents. */
  oldMen: Name[];
  oldWomen: Name[];
  /** A word between the first name and the surname. */
  middle?: { boy?: Middle; girl?: Middle; man?: Middle; woman?: Middle };
  /** Stands in place of the family's surname in the names of girls and women (Khatun). */
  womensSurname?: Name;
};

export type Middle = { words: Name[]; chance: number };

const PAIR = /^([A-Za-z][A-Za-z. ]*) ([\u0900-\u097F][\u0900-\u097F. ]*)$/;

/** Reads "Sita सीता, Man Maya मन माया"; throws on an entry that is not Latin letters and then Devanagari. */
export function readNames(text: string): Name[] {
  return text
    .split(',')
    .map((entry) => entry.trim().replace(/\s+/g, ' '))
    .map((entry) => {
      const pair = PAIR.exec(entry);
      if (!pair?.[1] || !pair[2]) throw new Error(`Not a name in both scripts: "${entry}"`);
      return { en: pair[1], ne: pair[2] };
    });
}

/** Every first name before every second one: stems "Dhan, Hari" and endings "Maya" give Dhan Maya, Hari Maya. */
export function joinNames(stems: Name[], endings: Name[]): Name[] {
  return stems.flatMap((stem) => endings.map((ending) => joinName(stem, ending)));
}

/** Several words of one name as one, in both scripts. */
export function joinName(...words: Name[]): Name {
  return { en: words.map((word) => word.en).join(' '), ne: words.map((word) => word.ne).join(' ') };
}
