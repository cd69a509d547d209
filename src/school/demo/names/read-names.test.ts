import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allCommunities } from './all-communities.ts';
import { joinNames, readNames } from './read-names.ts';

test('a pair is Latin letters and then Devanagari', () => {
  assert.deepEqual(readNames(' Sita सीता, Man Maya\n मन माया, B.K. वि.क. '), [
    { en: 'Sita', ne: 'सीता' },
    { en: 'Man Maya', ne: 'मन माया' },
    { en: 'B.K.', ne: 'वि.क.' },
  ]);
  for (const wrong of ['Sita', 'सीता', 'सीता Sita', 'Sita सीता Devi', '']) {
    assert.throws(() => readNames(wrong), /Not a name in both scripts/, wrong);
  }
});

test('stems stand before endings in both scripts', () => {
  assert.deepEqual(joinNames(readNames('Dhan धन, Phul फूल'), readNames('Maya माया')), [
    { en: 'Dhan Maya', ne: 'धन माया' },
    { en: 'Phul Maya', ne: 'फूल माया' },
  ]);
});

test('every community can name every person of a household without repeating', () => {
  assert.equal(allCommunities.length, 15);
  for (const { surnames, boys, girls, men, women, oldMen, oldWomen } of allCommunities) {
    assert.ok(surnames.length >= 1);
    for (const list of [boys, girls, men, women]) assert.ok(new Set(list.map(({ en }) => en)).size >= 9);
    for (const list of [oldMen, oldWomen]) assert.ok(new Set(list.map(({ en }) => en)).size >= 4);
  }
});

test('no spelling uses look-alike or broken Devanagari', () => {
  for (const community of allCommunities) {
    const names = [community.surnames, community.boys, community.girls, community.men, community.women];
    for (const { ne } of [...names, community.oldMen, community.oldWomen].flat()) {
      assert.equal(ne.normalize('NFC'), ne);
      // Two vowel signs in a row, a sign after a space or at the start, a halanta before a sign: typing damage.
      assert.doesNotMatch(
        ne,
        /[\u093E-\u094C][\u093E-\u094D]|(^|[ .])[\u0900-\u0903\u093C-\u094D]|\u094D[\u093E-\u094C]/,
        ne,
      );
    }
  }
});
