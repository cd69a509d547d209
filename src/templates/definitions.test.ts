import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buttonActions, buttonId, readButtonId } from './button-ids.ts';
import { catalogue } from './catalogue.ts';
import { type TemplateName, templateDefinitions } from './definitions.ts';
import { countCharacters, limits } from './limits.ts';
import { templateRegistrations } from './register-templates.ts';
import { buttonTitle } from './render-choices.ts';
import { filledBody, positionalBody } from './template-body.ts';

const handles = { IMAGE: '4::image', DOCUMENT: '4::document' };
const registrations = templateRegistrations(handles);
const names = Object.keys(templateDefinitions) as TemplateName[];

test('every template exists in both wordings under a code that Meta knows, by a name of its own', () => {
  assert.equal(registrations.length, names.length * 2);
  assert.equal(new Set(registrations.map(({ name }) => name)).size, registrations.length);
  for (const { name, language, category } of registrations) {
    assert.match(name, /^[a-z0-9_]+$/);
    assert.ok(name.length <= limits.templateName);
    assert.ok(['en', 'hi'].includes(language), language);
    assert.equal(category, 'UTILITY');
  }
});

test('wordings may share one code, or only the English one be registered', () => {
  const english = { words: 'en', code: 'en_US' } as const;
  assert.equal(
    templateRegistrations(handles, { en: english, ne: english, both: english }).length,
    names.length,
  );
  const shared = templateRegistrations(handles, {
    en: { words: 'en', code: 'en' },
    ne: { words: 'ne', code: 'en' },
    both: { words: 'ne', code: 'en' },
  });
  assert.equal(new Set(shared.map(({ name, language }) => `${name} ${language}`)).size, names.length * 2);
});

test('bodies keep the rules that Meta reviews by', () => {
  const bodies = new Set<string>();
  for (const registration of registrations) {
    const body = registration.components.find((component) => component.type === 'BODY')!;
    const note = `${registration.name}: ${body.text}`;
    const numbers = [...body.text.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => Number(number));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
      note,
    );
    assert.equal(body.example.body_text[0].length, numbers.length, note);
    assert.ok(
      body.example.body_text[0].every((example) => example.trim() !== ''),
      note,
    );
    assert.doesNotMatch(
      body.text,
      /^[^\p{L}]*\{\{|\}\}[^\p{L}]*$/u,
      `starts or ends with a parameter: ${note}`,
    );
    assert.doesNotMatch(body.text, /\}\}\s*\{\{/, `parameters side by side: ${note}`);
    const fixedWords = body.text.split(/\s+/).filter((word) => /\p{L}/u.test(word) && !word.includes('{{'));
    assert.ok(fixedWords.length >= 2 * numbers.length + 1, `too few fixed words: ${note}`);
    assert.doesNotMatch(body.text, /\n\n\n|\t| {2}/, note);
    assert.ok(countCharacters(body.text) <= limits.templateBody / 2, note);
    assert.ok(!bodies.has(body.text), `same body twice: ${note}`);
    bodies.add(body.text);
  }
});

test('footers are short and plain, buttons short and different', () => {
  for (const { name, components } of registrations) {
    for (const component of components) {
      if (component.type === 'FOOTER') {
        assert.ok(countCharacters(component.text) <= limits.templateFooter, name);
        assert.doesNotMatch(component.text, /\n|\p{Extended_Pictographic}|[*_~{}]/u, name);
      }
      if (component.type === 'BUTTONS') {
        const titles = component.buttons.map(({ text }) => text);
        assert.equal(new Set(titles).size, titles.length, name);
        for (const title of titles) assert.ok(countCharacters(title) <= limits.templateButtonLabel, title);
      }
      if (component.type === 'HEADER')
        assert.equal(component.example.header_handle[0], handles[component.format]);
    }
  }
});

test('a definition names its body’s parameters, one of them the long one, and a fitting "more"', () => {
  for (const name of names) {
    const definition = templateDefinitions[name];
    const { kinds } = catalogue[definition.body];
    assert.deepEqual(Object.keys(definition.examples).sort(), Object.keys(kinds).sort(), name);
    if (definition.long) assert.ok(Object.hasOwn(kinds, definition.long), name);
    if (definition.more) {
      const more = templateDefinitions[definition.more];
      assert.ok(more.buttons?.includes('readAll') && more.long, name);
    }
  }
});

test('every body is used, and reads whole with its examples', () => {
  const used = new Set(names.map((name) => templateDefinitions[name].body));
  const bodies = Object.keys(catalogue).filter((key) => /^template\.(?!footer|no[A-Z])/.test(key));
  assert.deepEqual([...used].sort(), bodies.sort());
  for (const name of names) {
    const { body, examples } = templateDefinitions[name];
    for (const language of ['en', 'ne'] as const) {
      const values = Object.fromEntries(
        Object.entries(examples).map(([key, words]) => [key, words[language]]),
      );
      const shown = filledBody(body, values, language);
      const { text, parameters } = positionalBody(body, language);
      assert.equal(
        shown,
        text.replace(/\{\{(\d+)\}\}/g, (_, number) => values[parameters[Number(number) - 1]!]!),
      );
      if (language === 'ne') assert.doesNotMatch(shown, /[0-9A-Za-z]/, name);
    }
  }
});

test('every button has a title of at most twenty characters for every reader, and titles that meet differ', () => {
  const together = [
    ['undo', 'change'],
    ['send', 'change', 'doNotSend'],
    ['undo', 'correction', 'status'],
    ['yes', 'no'],
    ['agree', 'disagree'],
    ['approve', 'doNotApprove', 'readAll'],
    ['sick', 'leave', 'didNotKnow'],
    ['homework', 'attendance', 'notice'],
    ['homework', 'attendance', 'askLeave'],
    ['english', 'nepali', 'bothLanguages'],
  ] as const;
  for (const language of ['en', 'ne', 'both'] as const) {
    for (const action of buttonActions) {
      const title = buttonTitle(action, language);
      assert.ok(countCharacters(title) <= limits.replyButtonTitle, title);
      assert.doesNotMatch(title, /\n/);
    }
    for (const actions of together) {
      const titles = actions.map((action) => buttonTitle(action, language));
      assert.equal(new Set(titles).size, titles.length, titles.join());
    }
  }
  assert.deepEqual(
    Object.keys(catalogue)
      .filter((key) => key.startsWith('button.'))
      .sort(),
    buttonActions.map((action) => `button.${action}`).sort(),
  );
});

test('a button’s id says what was tapped, and foreign ids say nothing', () => {
  assert.deepEqual(readButtonId(buttonId('sick', 'm1')), { action: 'sick', reference: 'm1' });
  assert.deepEqual(readButtonId(buttonId('choose', 'm1', '5:A')), {
    action: 'choose',
    reference: 'm1',
    choice: '5:A',
  });
  for (const id of ['', 'sick', 'sick:', 'delete:m1', 'constructor:m1']) assert.equal(readButtonId(id), null);
  assert.throws(() => buttonId('sick', 'x'.repeat(300)), RangeError);
});
