import { icon, make } from './make-element.js';
import { recordVoice } from './record-voice.js';
import { asPhoto, sendFile } from './send-file.js';

/**
 * @typedef {import('./draw-bubble.js').BubbleWorld} BubbleWorld
 * @typedef {'location' | 'contact'} Kind
 */

const PLACES = [
  { name: 'Ratna Park', address: 'Kathmandu', latitude: 27.70659, longitude: 85.31469 },
  { name: 'Lakeside', address: 'Pokhara', latitude: 28.20956, longitude: 83.95857 },
  { name: 'Janaki Mandir', address: 'Janakpur', latitude: 26.73047, longitude: 85.92565 },
];
const CONTACTS = [
  { first: 'Suntali', last: 'Tamang', phone: '+977 984-1000111' },
  { first: 'Prem Bahadur', last: 'Gurung', phone: '+977 985-6000222' },
];

/**
 * The paper clip: what a person can send besides words. With a kind it opens that part at once.
 *
 * @param {BubbleWorld} world
 * @param {HTMLElement} from
 * @param {Kind} [kind]
 */
export function attach(world, from, kind) {
  if (kind === 'location') {
    choosePlace(world, from);
    return;
  }
  if (kind === 'contact') {
    chooseContact(world, from);
    return;
  }
  const sheet = world.openSheet({
    title: 'Attach',
    from,
    body: [
      fileChoice('picture', 'Photo', 'image/*', sendPhoto),
      fileChoice('play', 'Video', 'video/mp4,video/3gpp', (file) => sendFile(world, file, 'video')),
      fileChoice('file', 'Document', '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt', (file) =>
        sendFile(world, file, 'document'),
      ),
      choice('mic', 'Voice message', () => recordVoice(world, from)),
      choice('pin', 'Location', () => choosePlace(world, from)),
      choice('person', 'Contact', () => chooseContact(world, from)),
    ],
  });

  /** @param {string} iconName @param {string} words @param {string} accept @param {(file: File) => void} onFile */
  function fileChoice(iconName, words, accept, onFile) {
    const field = make('input', {
      type: 'file',
      accept,
      class: 'hidden',
      onchange: () => {
        const [file] = field.files ?? [];
        if (!file) return;
        sheet.close();
        onFile(file);
      },
    });
    return make('label', { class: 'menu-choice' }, icon(iconName), words, field);
  }

  /** @param {File} file */
  async function sendPhoto(file) {
    sendFile(world, await asPhoto(file), 'image');
  }
}

/** @param {BubbleWorld} world @param {HTMLElement} from */
function choosePlace(world, from) {
  const sheet = world.openSheet({
    title: 'Send a location',
    from,
    body: PLACES.map((place) =>
      choice('pin', `${place.name}, ${place.address}`, () => {
        sheet.close();
        world.send({ type: 'location', location: place });
      }),
    ),
  });
}

/** @param {BubbleWorld} world @param {HTMLElement} from */
function chooseContact(world, from) {
  const sheet = world.openSheet({
    title: 'Send a contact',
    from,
    body: CONTACTS.map(({ first, last, phone }) =>
      choice('person', `${first} ${last}`, () => {
        sheet.close();
        const waId = phone.replace(/\D/g, '');
        world.send({
          type: 'contacts',
          contacts: [
            {
              name: { first_name: first, last_name: last, formatted_name: `${first} ${last}` },
              phones: [{ phone, wa_id: waId, type: 'CELL' }],
            },
          ],
        });
      }),
    ),
  });
}

/** @param {string} iconName @param {string} text @param {() => void} onclick */
function choice(iconName, text, onclick) {
  return make('button', { type: 'button', class: 'menu-choice', onclick }, icon(iconName), text);
}
