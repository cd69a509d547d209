import { fetchPeople } from './call-simulator.js';
import { followEvents } from './follow-events.js';
import { knownPeople } from './known-people.js';
import { iconButton, make } from './make-element.js';
import { panels } from './panels.js';
import { phoneRow } from './phone-row.js';
import { ringStrip } from './ring-strip.js';

/** @typedef {import('./contract.ts').SimEvent} SimEvent */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

const people = knownPeople();
const row = phoneRow({
  place: byId('row'),
  switcher: byId('switcher'),
  people,
  onProblem: showProblem,
});
const side = panels({
  place: byId('panel'),
  buttons: byId('tools'),
  onOpenPhone: row.show,
  onProblem: showProblem,
});
const strip = ringStrip({
  nameOf: people.nameOf,
  learnNames: people.learn,
  onOpen: row.show,
});
byId('strip').append(strip.element);

start();

/**
 * The page, from its first request on: who there is, whose phones lie on the table, and then what happens. The
 * live line comes first, so that nothing happens between what is fetched and what is told.
 */
async function start() {
  await /** @type {Promise<void>} */ (
    new Promise((tried) => {
      followEvents({
        isWanted: (name) => name !== 'wire' || side.isOpen('wire'),
        onEvent,
        onFrame,
        onState: (live) => {
          showState(live);
          tried();
        },
        onReturn: catchUp,
      });
    })
  );
  try {
    const pinned = await fetchPeople({ pinned: true, limit: 100 });
    const first = pinned.people.length ? pinned : await fetchPeople({ limit: 100 });
    people.add(first.people);
    await row.start(first.people, pinned.people[0]?.phone ?? '');
    loadBoldFace();
  } catch (error) {
    showProblem(error instanceof Error ? error.message : String(error));
  }
}

/** Fetches the bold Devanagari face while nothing else is wanted, so that the first Nepali heading shows at once. */
function loadBoldFace() {
  document.fonts.load('600 1em "Noto Sans Devanagari"', 'क');
}

/** @param {SimEvent} event */
function onEvent(event) {
  if (event.name === 'message') {
    const { phone, bubble } = event.data;
    if (people.rang(phone, bubble) && !row.isHeld(phone)) {
      strip.note(phone);
      row.ring(phone);
    }
  }
  if (event.name === 'status' && event.data.status === 'read') people.wasRead(event.data.id);
  if (event.name === 'person') people.add([event.data]);
  row.receive(event);
  side.receive(event);
}

function onFrame() {
  strip.draw();
  row.drawUnread();
}

/** After a break the open phones and the panel ask for what they missed. */
async function catchUp() {
  await Promise.all([row.refresh(), side.refresh()]).catch((error) => showProblem(error.message));
}

/** @param {boolean} live */
function showState(live) {
  const state = byId('live');
  state.textContent = live ? 'Live' : 'Reconnecting…';
  state.classList.toggle('broken', !live);
}

/** @param {string} words */
function showProblem(words) {
  const place = byId('problem');
  place.hidden = false;
  place.replaceChildren(
    make('span', null, words),
    iconButton('close', 'Close', () => {
      place.hidden = true;
    }),
  );
}
