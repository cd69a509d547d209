import { type Community, joinName, type Middle, type Name } from './names/read-names.ts';
import type { Random } from './seeded-random.ts';

export type Gender = 'female' | 'male';
export type Generation = 'child' | 'parent' | 'grandparent';

/** One person's full name in both scripts, as their community names people of that age. */
export function makeName(
  random: Random,
  community: Community,
  surname: Name,
  gender: Gender,
  generation: Generation,
): Name {
  const first = random.pick(firstNames(community, gender, generation));
  const words = [first];
  const middle = middleOf(community, gender, generation);
  // A compound first name (Ram Chandra) takes no further word.
  if (middle && !first.en.includes(' ') && random.chance(middle.chance)) {
    const word = random.pick(middle.words);
    // Nobody is called Rajesh Raj.
    if (!first.en.startsWith(word.en)) words.push(word);
  }
  const last = gender === 'female' ? (community.womensSurname ?? surname) : surname;
  return joinName(...words, last);
}

function firstNames(community: Community, gender: Gender, generation: Generation): Name[] {
  switch (generation) {
    case 'child':
      return gender === 'female' ? community.girls : community.boys;
    case 'parent':
      return gender === 'female' ? community.women : community.men;
    case 'grandparent':
      return gender === 'female' ? community.oldWomen : community.oldMen;
  }
}

function middleOf(community: Community, gender: Gender, generation: Generation): Middle | undefined {
  if (generation === 'child') return gender === 'female' ? community.middle?.girl : community.middle?.boy;
  return gender === 'female' ? community.middle?.woman : community.middle?.man;
}
