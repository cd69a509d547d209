import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import type { ParameterKind, Text } from './catalogue/define-text.ts';
import { catalogue } from './catalogue.ts';
import { say, type TextKey } from './say.ts';

const keys = Object.keys(catalogue) as TextKey[];
const languages = ['en', 'ne'] as const;
const speaksOfLanguages = /^button\.(english|nepali|bothLanguages)$/;

test('every text declares exactly the parameters that both of its languages use, each in the way of its kind', () => {
  for (const key of keys) {
    const { kinds } = catalogue[key] as Text;
    for (const language of languages) {
      const used = argumentsOf(catalogue[key][language], language);
      assert.deepEqual([...used.keys()].sort(), Object.keys(kinds).sort(), `${key} in ${language}`);
      for (const [name, uses] of used) {
        for (const use of uses) {
          assert.ok(
            suits(kinds[name]!, use),
            `${key} in ${language}: {${name}} is used as ${JSON.stringify(use)}`,
          );
        }
      }
    }
  }
});

test('plurals carry the categories of the language: one and other in English', () => {
  for (const key of keys) {
    for (const language of languages) {
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const [name, uses] of argumentsOf(catalogue[key][language], language)) {
        for (const use of uses) {
          if (use.as !== 'plural') continue;
          const named = use.options.filter((option) => !option.startsWith('='));
          if (language === 'en') assert.deepEqual(named.sort(), ['one', 'other'], `${key} {${name}}`);
          assert.ok(named.includes('other'), `${key} {${name}} in ${language}`);
          assert.ok(
            named.every((option) => categories.includes(option as Intl.LDMLPluralRule)),
            `${key} {${name}}`,
          );
        }
      }
    }
  }
});

test('English counts one thing in the singular and several in the plural', () => {
  const noun = /(parent|day|second|message|pupil|mark|deliver(?:y|ie))(s?)\b/;
  for (const [count, one] of [
    [1, true],
    [2, false],
    [0, false],
    [21, false],
  ] as const) {
    for (const key of keys) {
      const shown = render(key, 'en', { count });
      for (const [, word, plural] of shown.matchAll(new RegExp(`\\b${count} ${noun.source}`, 'g'))) {
        assert.equal(plural === '', one, `${key}: ${count} ${word}${plural}`);
      }
    }
  }
});

test('rendered Nepali has Devanagari digits and no Latin letters; rendered English no Devanagari', () => {
  for (const key of keys) {
    for (const count of [0, 1, 2, 1234]) {
      for (const pick of [0, 1, 2, 3, 4]) {
        if (speaksOfLanguages.test(key)) continue;
        assert.doesNotMatch(render(key, 'ne', { count, pick }), /[0-9a-zA-Z]/, key);
        assert.doesNotMatch(render(key, 'en', { count, pick }), /[\u0900-\u097f]/, key);
      }
    }
  }
});

test('texts are tidy: NFC, no stray spaces, bold marks in pairs, at most one emoji and that at the head', () => {
  for (const key of keys) {
    for (const language of languages) {
      const shown = render(key, language, {});
      const name = `${key} in ${language}: ${shown}`;
      assert.equal(shown, shown.normalize('NFC'), name);
      assert.equal(shown, shown.trim(), name);
      assert.doesNotMatch(shown, / {2}| \n|\n |\n{3}|\t/, name);
      assert.doesNotMatch(shown, /ा[ेै]|अा|\u200c\u200c/, name);
      assert.equal((shown.match(/\*/g)?.length ?? 0) % 2, 0, name);
      assert.doesNotMatch(
        shown.replace(/^\p{Extended_Pictographic}\ufe0f? /u, ''),
        /\p{Extended_Pictographic}/u,
        name,
      );
      assert.ok([...shown].length <= 700, name);
    }
  }
});

test('a bold mark is closed before a postposition, since WhatsApp shows *क*का with its stars', () => {
  for (const key of keys) {
    for (const language of languages) {
      const inside = catalogue[key][language].replaceAll(/\{\w+\}/g, 'क').split('*');
      for (let close = 1; close < inside.length; close += 2) {
        assert.match(inside[close]!, /^\S(.*\S)?$/u, key);
        assert.match(inside[close - 1]!, /(^|[^\p{L}\p{M}\p{N}])$/u, key);
        assert.match(inside[close + 1]!, /^($|[^\p{L}\p{M}\p{N}])/u, key);
      }
    }
  }
});

test('Nepali speaks to people with respect', () => {
  for (const key of keys) {
    assert.doesNotMatch(catalogue[key].ne, /(^|\s)(तिमी|तिम्रो|तँ|तेरो|तँलाई)/u, key);
    assert.doesNotMatch(catalogue[key].ne, /(लेख|थिच|भन|हेर|पठाऊ|गर)[।\s]*$/u, key);
  }
});

test('a sentence in English is a sentence in Nepali', () => {
  for (const key of keys) {
    if (!/[.?]$/.test(catalogue[key].en)) continue;
    assert.match(catalogue[key].ne, /[।?]$/u, key);
  }
});

test('no two texts of one kind say the same thing', () => {
  for (const language of languages) {
    const outcomes = keys.filter((key) => key.startsWith('outcome.')).map((key) => render(key, language, {}));
    assert.equal(new Set(outcomes).size, outcomes.length);
  }
});

test('the buttons and words that a text tells people to use are the ones there are', () => {
  for (const language of languages) {
    assert.ok(catalogue['teacher.echo.sendsIn'][language].includes(`*${say('button.undo', {}, language)}*`));
  }
  for (const key of ['consent.welcome', 'consent.optedIn', 'help.guardian'] as const) {
    assert.match(catalogue[key].en, /\*STOP\*/);
    assert.match(catalogue[key].ne, /\*बन्द\*/);
  }
});

type Use = { as: 'argument' | 'number' } | { as: 'select' | 'plural'; options: string[] } | { as: 'other' };

/** The arguments of a message and every way each is used, read from the tree that the formatter itself works on. */
function argumentsOf(message: string, language: string): Map<string, Use[]> {
  const found = new Map<string, Use[]>();
  const add = (name: string, use: Use) => found.set(name, [...(found.get(name) ?? []), use]);
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if (element.type === 0 || element.type === 7) continue;
      if (element.type === 1) add(element.value, { as: 'argument' });
      else if (element.type === 2) add(element.value, { as: 'number' });
      else if (element.type === 5 || element.type === 6) {
        const options = Object.keys(element.options);
        add(element.value, { as: element.type === 5 ? 'select' : 'plural', options });
        for (const option of Object.values(element.options)) walk(option.value);
      } else add(element.value, { as: 'other' });
    }
  };
  walk(new IntlMessageFormat(message, language).getAst());
  return found;
}

/** A count without a format would show ASCII digits in Nepali; a choice not listed would fall through to `other`. */
function suits(kind: ParameterKind, use: Use): boolean {
  if (kind === 'count') return use.as === 'number' || use.as === 'plural';
  if (kind === 'typed' || kind === 'words') return use.as === 'argument';
  if (use.as !== 'select') return false;
  const named = use.options.filter((option) => option !== 'other');
  return (
    use.options.includes('other') &&
    named.every((option) => kind.includes(option)) &&
    kind.filter((choice) => !named.includes(choice)).length <= 1
  );
}

function render(key: TextKey, language: 'en' | 'ne', { count = 5, pick = 0 }): string {
  const { kinds } = catalogue[key] as Text;
  const values: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind === 'count') values[name] = count;
    else if (kind === 'typed') values[name] = language === 'en' ? 'typed' : 'लेखेको';
    else if (kind === 'words') values[name] = { en: 'words', ne: 'शब्द' };
    else values[name] = kind[pick % kind.length];
  }
  return (say as (key: TextKey, values: unknown, language: string) => string)(key, values, language);
}
