import { type Gender, type Generation, makeName } from './make-person.ts';
import { allCommunities } from './names/all-communities.ts';
import type { Name } from './names/read-names.ts';
import type { Random } from './seeded-random.ts';

export type Relation = 'mother' | 'father' | 'grandmother' | 'grandfather' | 'aunt' | 'uncle';
export type GuardianLanguage = 'ne' | 'en' | 'both';

/** ISO 3166 codes of where guardians live: home, or where people of the village go to work. */
export type Country = 'NP' | 'QA' | 'AE' | 'SA' | 'MY' | 'IN' | 'JP';

export type Household = {
  /** The first one is called first. */
  guardians: { name: Name; relation: Relation; language: GuardianLanguage; livesIn: Country }[];
  children: { name: Name; gender: Gender }[];
};

/** Who answers for the children of a household, in parts; `abroad` is the one who works in another country. */
const families: { share: number; guardians: { relation: Relation; abroad?: true }[] }[] = [
  { share: 36, guardians: [{ relation: 'father' }, { relation: 'mother' }] },
  { share: 14, guardians: [{ relation: 'mother' }, { relation: 'father', abroad: true }] },
  { share: 18, guardians: [{ relation: 'mother' }] },
  { share: 12, guardians: [{ relation: 'father' }] },
  { share: 6, guardians: [{ relation: 'mother' }, { relation: 'grandfather' }] },
  { share: 4, guardians: [{ relation: 'grandmother' }, { relation: 'father', abroad: true }] },
  { share: 3, guardians: [{ relation: 'grandfather' }] },
  { share: 3, guardians: [{ relation: 'uncle' }] },
  { share: 2, guardians: [{ relation: 'aunt' }, { relation: 'mother', abroad: true }] },
  { share: 2, guardians: [{ relation: 'uncle' }, { relation: 'grandmother' }] },
];

const countries: { share: number; country: Country }[] = [
  { share: 28, country: 'QA' },
  { share: 24, country: 'AE' },
  { share: 18, country: 'MY' },
  { share: 14, country: 'IN' },
  { share: 12, country: 'SA' },
  { share: 4, country: 'JP' },
];

const languages: { share: number; language: GuardianLanguage }[] = [
  { share: 79, language: 'ne' },
  { share: 13, language: 'both' },
  { share: 8, language: 'en' },
];

/** A household with so many children at the school: one surname, one community, one or two guardians. */
export function makeHousehold(random: Random, childCount: number): Household {
  const community = random.pickByShare(allCommunities);
  const surname = random.pick(community.surnames);
  const taken = new Set<string>();
  const unlike = (make: () => Name): Name => {
    for (;;) {
      const name = make();
      if (!taken.has(name.en)) {
        taken.add(name.en);
        return name;
      }
    }
  };

  const guardians = random.pickByShare(families).guardians.map(({ relation, abroad }) => {
    const [gender, generation] = genderAndGeneration[relation];
    // A mother's brother carries another surname of the community; a father's brother the children's own.
    const last = relation === 'uncle' && random.chance(0.5) ? random.pick(community.surnames) : surname;
    return {
      name: unlike(() => makeName(random, community, last, gender, generation)),
      relation,
      language: generation === 'grandparent' ? ('ne' as const) : random.pickByShare(languages).language,
      livesIn: abroad ? random.pickByShare(countries).country : ('NP' as const),
    };
  });
  const children = Array.from({ length: childCount }, () => {
    const gender: Gender = random.chance(0.51) ? 'female' : 'male';
    return { name: unlike(() => makeName(random, community, surname, gender, 'child')), gender };
  });
  return { guardians, children };
}

const genderAndGeneration: Record<Relation, [Gender, Generation]> = {
  mother: ['female', 'parent'],
  father: ['male', 'parent'],
  aunt: ['female', 'parent'],
  uncle: ['male', 'parent'],
  grandmother: ['female', 'grandparent'],
  grandfather: ['male', 'grandparent'],
};
