import { bahun, chhetri, hillDalit, newar } from './hill-communities.ts';
import { gurung, limbu, magar, rai, sherpa, tamang } from './janajati-communities.ts';
import type { Community } from './read-names.ts';
import { maithil, muslim, teraiDalit, teraiJanajati, tharu } from './terai-communities.ts';

/**
 * The people of one town where hills and plains meet, as in Sunsari. Shares are our own rough estimate, made so that
 * every large community of Nepal is met in one school; they are not a census.
 */
export const allCommunities: Community[] = [
  bahun,
  chhetri,
  newar,
  hillDalit,
  tamang,
  magar,
  gurung,
  rai,
  limbu,
  sherpa,
  tharu,
  maithil,
  teraiDalit,
  teraiJanajati,
  muslim,
];
