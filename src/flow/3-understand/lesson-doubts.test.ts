import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL, check, science, TEACHER, TODAY, update } from '#test/support/check-kinds.ts';
import { readByRules } from './understand.ts';

// What a lesson is not: the sender is asked, whatever rule put it there. Monday, 2083-08-07.
const asks = (title: string, texts: string[]) => {
  for (const text of texts)
    test(`${title}: ${JSON.stringify(text)}`, () => {
      const got = readByRules({ id: 'x', text, today: TODAY, ...ALL });
      assert.equal(got.intent, 'daily_update');
      assert.notEqual(got.ask, null, JSON.stringify(got));
    });
};

asks('what happened beside the lesson', [
  '5A science: dhwani, hw chaina, geet pratiyogita ramro sanga sakiyo',
  '5A science: sound, no homework, quiz contest well done',

  '5A science dhwani padhaye hw p 5 unit test sakyo',
  '5A science: sound. He was absent. sound waves also, hw p 5',
]);
asks('what is told of the pupils or left over behind the verb', [
  '5A nepali: कारक सकियो, अभ्यास बाँकी, घरमा गर्ने',
  '5A nepali: karak sakiyo, abhyas baki, hw chaina',
  '5A maithili ma: aai science me jal chakra padhelahu',
  '5A me ganit me jod sikhaya bachcha sab samajh gaya',
  '5A math jod sikaye sab khus bhe',
  '5A ma ganit ko jod sikaiyo sabai ramaye',
  '५क विज्ञान चुम्बक पढाइयो विद्यार्थीले चासो देखाए',
]);
asks('work by its verb alone', [
  '5A bigyan: rog bata bachne upaya khojne',
  '5A science: draw a plant cell',
  '५क विज्ञान: बिरुवाको चित्र बनाउने',
  '5A nepali: nibandha lekhne',
  '५क नेपाली: कविता कण्ठ गर्ने',
  '5A english: read the poem',
]);
asks('what was taught in a note, or nowhere', [
  '5A science; no h/w; we did the lab test of acids',
  '5A science. No homework. We had the exhibition of our models',
  '5A english, days of the week Sunday to Saturday no homework',
  '५क अंग्रेजी बारको नाम Sunday देखि Saturday गृहकार्य छैन',
  '5A nepali ma matra haru sikayo hw page 5',
]);
asks('a lesson in a sentence before its homework', [
  '5A science: Why we should not waste water. H.W.: nil. Understanding: good',
  '5A science has no homework today. We did measuring practice only.',
]);
asks('two parts of homework with the mark between them', [
  '5A / science / sound / hw p 5 / tape lyaunu parne',
  '5A science: sound, hw: page 5 | questions | rulers',
  '5A bigyan: dhwani. hw: chitra banaune / rang bharne',
  '५क विज्ञान: ध्वनि, गृहकार्य: चित्र बनाउने / रङ भर्ने',
]);
asks('a class that was not taken as one', [
  'bigyan 9 kha: dhwani, hw p 5',
  'विज्ञान ९ ख: ध्वनि, गृहकार्य पृष्ठ ५',
  '9 science: sound waves, hw p 5',
  'science 12: sound, hw p 5',
  '९ विज्ञान: ध्वनि, गृहकार्य पृष्ठ ५',
]);

check('nothing set, however it is said, and what was practised', TEACHER, [
  ['5A: sound. hw: none today', science({ topic: 'sound', homework: 'none' })],
  ['5A: sound. homework: nil for today', science({ topic: 'sound', homework: 'nil' })],
  ['५क: ध्वनि। गृहकार्य: दिइएको छैन।', science({ topic: 'ध्वनि', homework: 'दिइएको छैन' })],
  [
    '5A: hw xaina aaja, reading practice garayo',
    science({ topic: 'reading practice', homework: 'hw xaina' }),
  ],
  ['5A: how we hear. homework: nil', science({ topic: 'how we hear', homework: 'nil' })],
  ['5A was all about magnets. no hw', science({ topic: 'magnets', homework: 'no hw' })],
]);

check('a range of questions, and what comes or is asked beside no topic', TEACHER, [
  ['5A: hw page 5, Q 1 - 8', science({ homework: 'page 5, Q 1 - 8' })],
  ['5A: no hw; we watched a film on volcanoes', science({ topic: 'a film on volcanoes', homework: 'no hw' })],
  ['5A: no hw. Unit test on Friday.', science({ homework: 'no hw', note: 'Unit test on Friday' })],
]);

check('what happened behind no homework', TEACHER, [
  [
    '५क: ध्वनि, गृहकार्य छैन, चित्र प्रतियोगिता सकियो',
    science({ topic: 'ध्वनि', homework: 'गृहकार्य छैन', note: 'चित्र प्रतियोगिता सकियो' }),
  ],
  [
    '5A: dhwani, hw xaina, naksa pratiyogita sakkyo',
    science({ topic: 'dhwani', homework: 'hw xaina', note: 'naksa pratiyogita sakkyo' }),
  ],
]);

check('what joins the lesson to what follows', TEACHER, [
  ['5A: dhwani sakiyo tesaile hw chaina', science({ topic: 'dhwani', homework: 'hw chaina' })],
  ['५क: ध्वनि सकियो त्यसैले गृहकार्य छैन।', science({ topic: 'ध्वनि', homework: 'गृहकार्य छैन' })],
  ['5A me science padhaili dhwani, hw p 5', science({ topic: 'dhwani', homework: 'p 5' })],
]);

check('one run of words, and other things that are right', TEACHER, [
  [
    '5A science: sound sikayo, echo ra pitch pani, hw p 5',
    science({ topic: 'sound echo ra pitch pani', homework: 'p 5' }),
  ],
  ['5A science hw: draw a plant cell', science({ homework: 'draw a plant cell' })],
  ['5A bigyan padhayo dhwani, hw p 5', science({ topic: 'dhwani', homework: 'p 5' })],
  ['5A science: draw a plant cell at home', science({ homework: 'draw a plant cell at home' })],
  [
    '5A science: sound. hw: read page 53, Task 2',
    science({ topic: 'sound', homework: 'read page 53, Task 2' }),
  ],
  [
    '5A sci > sound > struggled a lot > hw p 5',
    science({ topic: 'sound', homework: 'p 5', understanding: 'weak' }),
  ],
  ['5A science period maile liye, topic sound, hw p 5', science({ topic: 'sound', homework: 'p 5' })],
  ['5A gave hw in science page 34', science({ homework: 'page 34' })],
  ['5A nepali: jun ra tara padhaye', update({ subject: 'nepali', topic: 'jun ra tara' })],
  ['5A nepali: घाम र पानी पढाइयो', update({ subject: 'nepali', topic: 'घाम र पानी' })],
]);
