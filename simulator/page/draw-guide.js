import { languageOf } from './draw-text.js';
import { icon, make } from './make-element.js';
import { recall, remember } from './remember.js';

const EXAMPLES = [
  '5A math: fractions, hw p45, ramro',
  '5A\nmath: fractions, hw p45\nscience: parts of a plant, bring a leaf\nnepali: kabita kanthasta garnu',
  'कक्षा ५ क गणित: भिन्न, गृहकार्य पृष्ठ ४५, राम्रो',
];

/**
 * What a newcomer can do first, on the teacher's phone: put an example in the box with one tap, and send it.
 * It folds away when one was taken, and stays as the visitor left it.
 *
 * @param {(text: string) => void} onInsert
 */
export function drawGuide(onInsert) {
  const guide = make(
    'details',
    {
      class: 'guide',
      open: recall('guide-folded') !== true,
      ontoggle: () => remember('guide-folded', !guide.open),
    },
    make('summary', null, 'Tap an example, then send it', icon('chevron')),
    ...EXAMPLES.map((text) =>
      make(
        'button',
        {
          type: 'button',
          class: 'example',
          dir: 'auto',
          lang: languageOf(text),
          onclick: () => {
            guide.open = false;
            onInsert(text);
          },
        },
        text,
      ),
    ),
  );
  return guide;
}
