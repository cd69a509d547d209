import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { noBrowser, picture, visit } from '#test/support/launch-browser.ts';
import {
  guardian,
  guardianName,
  type Stage,
  schoolName,
  stagePhones,
  teacher,
} from '#test/support/stage-phones.ts';
import type { Json } from '../people/message.ts';
import { callGraph } from '../support/call-graph.ts';

const screens = [
  { name: 'a small phone, by touch', width: 360, height: 740, touch: true },
  { name: 'a laptop, by mouse', width: 1280, height: 800, touch: false },
];

describe('a conversation of ten turns, by tapping', () => {
  for (const screen of screens) {
    describe(`on ${screen.name}`, () => {
      let stage: Stage;
      before(async () => {
        if (noBrowser) return;
        stage = await stagePhones();
        await createHomeworkTemplate(stage);
      });
      after(() => stage?.close());

      test('the school gets each turn as a webhook, and each answer shows', { skip: noBrowser }, async () => {
        const look = { ...screen, reducedMotion: true };
        const { page, mistakes, close } = await visit(stage.browser, stage.simulator.url, look);
        await page.getByText('Tap an example').waitFor();
        await picture(page, `first-visit-${screen.width}`);
        await playTeacher(stage, page, screen.touch);
        await playGuardian(stage, page, screen.touch);
        await playTeacherAgain(stage, page, screen.touch);
        assert.deepEqual(mistakes, []);
        await close();
      });
    });
  }
});

/** Turns 1 and 2: a text from the examples, then a reply button; forty phones ring. */
async function playTeacher(stage: Stage, page: Page, touch: boolean) {
  const phone = phoneOf(page, 'Kamala Adhikari');
  await tap(phone.getByText('5A math: fractions'), touch);
  await tap(phone.getByRole('button', { name: 'Send', exact: true }), touch);
  const said = await next(stage, 'text');
  assert.deepEqual(said.text, { body: '5A math: fractions, hw p45, ramro' });
  await phone.getByRole('img', { name: 'Delivered', exact: true }).waitFor();
  await stage.send(teacher, { status: 'read', message_id: said.id, typing_indicator: { type: 'text' } });
  await phone.getByRole('img', { name: 'Read', exact: true }).waitFor();
  await phone.getByText('typing…').waitFor();

  const asked = await stage.send(teacher, {
    type: 'interactive',
    context: { message_id: said.id },
    interactive: {
      type: 'button',
      body: { text: '*5A · Math*: fractions, homework page 45' },
      action: {
        buttons: [
          { type: 'reply', reply: { id: 'undo', title: 'Undo' } },
          { type: 'reply', reply: { id: 'now', title: 'Send now' } },
        ],
      },
    },
  });
  await tap(phone.getByRole('button', { name: 'Send now' }), touch);
  const chosen = await next(stage, 'interactive');
  assert.deepEqual(chosen.interactive, {
    type: 'button_reply',
    button_reply: { id: 'now', title: 'Send now' },
  });
  assert.equal((chosen.context as Json).id, asked);
  assert.equal(await phone.getByText('typing…').count(), 0);
  assert.equal(await phone.getByText('5A · Math', { exact: true }).evaluate((one) => one.tagName), 'STRONG');

  for (let index = 1; index <= 40; index += 1) await sendHomework(stage, guardian(index));
  await page.getByText('40 phones rang just now', { exact: true }).waitFor();
  await phone.getByText('Send now', { exact: true }).nth(1).waitFor();
  await picture(page, `phones-ring-${page.viewportSize()?.width}`);
}

/** Turns 3 to 9, on the phone of a guardian whose name stood on the strip. */
async function playGuardian(stage: Stage, page: Page, touch: boolean) {
  const name = guardianName(40);
  const phone = phoneOf(page, name);
  await tap(page.getByRole('button', { name: `${name}`, exact: true }), touch);
  await phone.getByText('कक्षा ५ क · गणित').waitFor();
  await phone.getByText(schoolName, { exact: true }).last().waitFor();
  await tap(phone.getByRole('button', { name: 'शिक्षकलाई सोध्नुहोस्' }), touch);
  assert.deepEqual((await next(stage, 'button')).button, { payload: 'ask', text: 'शिक्षकलाई सोध्नुहोस्' });

  await stage.send(guardian(40), listOfSubjects);
  await tap(phone.getByRole('button', { name: 'Subjects' }), touch);
  await tap(phone.getByText('कविता कण्ठस्थ'), touch);
  await picture(page, `list-${page.viewportSize()?.width}`);
  await tap(phone.getByRole('dialog').getByRole('button', { name: 'Send' }), touch);
  assert.deepEqual((await next(stage, 'interactive')).interactive, {
    type: 'list_reply',
    list_reply: { id: 'ne', title: 'नेपाली', description: 'कविता कण्ठस्थ' },
  });

  await stage.send(guardian(40), {
    type: 'interactive',
    interactive: {
      type: 'location_request_message',
      body: { text: 'Where does the bus stop?' },
      action: { name: 'send_location' },
    },
  });
  await tap(phone.getByRole('button', { name: 'Send location' }), touch);
  await tap(phone.getByRole('button', { name: 'Ratna Park' }), touch);
  assert.equal(((await next(stage, 'location')).location as Json).name, 'Ratna Park');

  const thanks = await stage.send(guardian(40), {
    type: 'text',
    text: { body: 'Thank you. See you at 10.' },
  });
  await openMenu(phone, 'Thank you. See you at 10.', touch);
  await tap(phone.getByRole('button', { name: 'Reply', exact: true }), touch);
  await phone.getByRole('textbox').fill('हुन्छ, धन्यवाद');
  await tap(phone.getByRole('button', { name: 'Send', exact: true }), touch);
  const answer = await next(stage, 'text');
  assert.deepEqual([answer.text, (answer.context as Json).id], [{ body: 'हुन्छ, धन्यवाद' }, thanks]);

  await openMenu(phone, 'Thank you. See you at 10.', touch);
  await tap(phone.getByRole('button', { name: 'React with folded hands' }), touch);
  assert.deepEqual((await next(stage, 'reaction')).reaction, { message_id: thanks, emoji: '🙏' });
  await phone.getByRole('img', { name: 'You reacted 🙏' }).waitFor();
  await picture(page, `conversation-${page.viewportSize()?.width}`);

  await tap(phone.getByRole('button', { name: 'Attach' }), touch);
  await tap(phone.getByRole('button', { name: 'Contact' }), touch);
  await tap(phone.getByRole('button', { name: 'Suntali Tamang' }), touch);
  const [contact] = (await next(stage, 'contacts')).contacts as { name: Json }[];
  assert.equal(contact?.name.formatted_name, 'Suntali Tamang');

  await stage.send(guardian(40), {
    type: 'interactive',
    interactive: {
      type: 'flow',
      body: { text: 'Leave of absence' },
      action: {
        name: 'flow',
        parameters: { flow_message_version: '3', flow_token: 'leave-7', flow_id: '1', flow_cta: 'Fill in' },
      },
    },
  });
  await tap(phone.getByRole('button', { name: 'Fill in' }), touch);
  await tap(phone.getByRole('dialog').getByRole('button', { name: 'Send' }), touch);
  const form = ((await next(stage, 'interactive')).interactive as { nfm_reply: Json }).nfm_reply;
  assert.deepEqual(JSON.parse(String(form.response_json)), { flow_token: 'leave-7' });
}

/** Turn 10, back on the first phone. */
async function playTeacherAgain(stage: Stage, page: Page, touch: boolean) {
  const phone = phoneOf(page, 'Kamala Adhikari');
  if (touch)
    await tap(page.getByRole('navigation', { name: 'Phones on the table' }).getByText('Kamala'), touch);
  await tap(phone.getByText('Tap an example, then send it'), touch);
  await tap(phone.getByText('कक्षा ५ क गणित'), touch);
  await tap(phone.getByRole('button', { name: 'Send', exact: true }), touch);
  assert.deepEqual((await next(stage, 'text')).text, {
    body: 'कक्षा ५ क गणित: भिन्न, गृहकार्य पृष्ठ ४५, राम्रो',
  });
  await stage.send(teacher, { type: 'text', text: { body: '४० अभिभावकलाई पठाइयो।' } });
  await phone.getByText('४० अभिभावकलाई पठाइयो।').waitFor();
}

const listOfSubjects = {
  type: 'interactive',
  interactive: {
    type: 'list',
    header: { type: 'text', text: 'Homework' },
    body: { text: 'Which subject?' },
    action: {
      button: 'Subjects',
      sections: [
        { title: 'Today', rows: [{ id: 'ma', title: 'Math', description: 'Fractions' }] },
        { title: 'यो हप्ता', rows: [{ id: 'ne', title: 'नेपाली', description: 'कविता कण्ठस्थ' }] },
      ],
    },
  },
};

async function createHomeworkTemplate(stage: Stage) {
  const made = await callGraph('POST', `${stage.simulator.url}/v26.0/100000000000001/message_templates`, {
    name: 'homework',
    language: 'hi',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'कक्षा ५ क · गणित' },
      { type: 'BODY', text: 'गृहकार्य: {{1}}। धन्यवाद।', example: { body_text: [['पृष्ठ ४५']] } },
      { type: 'FOOTER', text: schoolName },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'शिक्षकलाई सोध्नुहोस्' }] },
    ],
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
}

function sendHomework(stage: Stage, to: string) {
  return stage.send(to, {
    type: 'template',
    template: {
      name: 'homework',
      language: { code: 'hi' },
      components: [
        { type: 'body', parameters: [{ type: 'text', text: 'पृष्ठ ४५' }] },
        {
          type: 'button',
          sub_type: 'quick_reply',
          index: '0',
          parameters: [{ type: 'payload', payload: 'ask' }],
        },
      ],
    },
  });
}

/** The next message of this type at the school's webhook. */
async function next(stage: Stage, type: string): Promise<Json> {
  let found: Json | undefined;
  await stage.until(`a message of type ${type}`, () => {
    found = stage.receiver
      .messages()
      .find((message) => message.type === type && !taken.has(String(message.id)));
    return found !== undefined;
  });
  taken.add(String(found?.id));
  return found ?? {};
}
const taken = new Set<string>();

function phoneOf(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

async function openMenu(phone: Locator, text: string, touch: boolean) {
  const bubble = phone.getByRole('article').filter({ hasText: text }).first();
  // A long press and a right click are the same event to the page.
  if (touch) await bubble.dispatchEvent('contextmenu');
  else {
    await bubble.hover();
    await bubble.getByRole('button', { name: 'Message menu' }).click();
  }
}

function tap(what: Locator, touch: boolean) {
  return touch ? what.first().tap() : what.first().click();
}
