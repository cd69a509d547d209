import { ALL, check, science, TEACHER, update } from '#test/support/check-kinds.ts';

// What stands around a lesson and is no part of it, and words of subjects that are. Monday, 2083-08-07.
const sound = science({ topic: 'sound', homework: 'page 9' });
const dhwani = science({ topic: 'dhwani', homework: 'page 9' });
const ध्वनि = science({ topic: 'ध्वनि', homework: 'पृष्ठ ९' });

check('a title over the update', TEACHER, [
  ['Update for 5A science: sound. Homework: page 9', sound],
  ['Daily update of 5A science: sound. HW: page 9', sound],
  ["Today's update for class 5A science - sound. HW page 9", sound],
  ['Lesson report for 5A, science: sound, hw page 9', sound],
  ["Here's today's science update for 5A: sound. Homework: page 9.", sound],
  ['please find the update of 5A science: sound. HW page 9', sound],
  ['Update: 5A science, sound. hw page 9', sound],
  ['5A update sound hw page 9', sound],
  ['Update on science for 5A: sound. HW page 9', sound],
  ['aajako update 5A science: dhwani, hw page 9', dhwani],
  ['5A ko daily update science dhwani hw page 9', dhwani],
  ['आजको अपडेट ५क विज्ञान: ध्वनि, गृहकार्य पृष्ठ ९', ध्वनि],
  ['कक्षा ५क विज्ञानको दैनिक विवरण - ध्वनि, गृहकार्य पृष्ठ ९', ध्वनि],
  ['HW update for 5A science: page 9', science({ homework: 'page 9' })],
  ['5A ko science update', { ask: 'topic', ...science({}) }],
  ['५क विज्ञान आजको कक्षामा ध्वनि पढाइयो', science({ topic: 'ध्वनि' })],
  ['aajako kakshama 5A science ko dhwani padhaiyo', science({ topic: 'dhwani' })],
  // No titles.
  ['5A: report on pollution, hw page 9', science({ topic: 'report on pollution', homework: 'page 9' })],
  [
    '5A computer: update and delete queries',
    update({ subject: 'computer', topic: 'update and delete queries' }),
  ],
  [
    '5A english: diary writing, hw page 9',
    update({ subject: 'english', topic: 'diary writing', homework: 'page 9' }),
  ],
  ['5A science: update of the weather chart', science({ topic: 'update of the weather chart' })],
]);

check('a label of the topic without a mark, mistyped', TEACHER, [
  ['5A scince topik sound hw page 9', sound],
  ['5A science tpoic sound hw page 9', sound],
  ['5A science toppic sound homwrok page 9', sound],
  ['5A science titel sound hw page 9', sound],
  ['5A science shirsk dhwani hw page 9', dhwani],
  ['५क विज्ञान सिर्षक ध्वनि गहकार्य पृष्ठ ९', ध्वनि],
  ['५क विज्ञान टपिक ध्वनि होमर्वक पृष्ठ ९', ध्वनि],
  ['5A science tropic of cancer hw page 9', science({ topic: 'tropic of cancer', homework: 'page 9' })],
  ['5A science topical creams hw page 9', science({ topic: 'topical creams', homework: 'page 9' })],
]);

const both = (slots: object) => ({ intent: 'daily_update', classes: ['5A', '6B'], updates: [slots] });
check('both classes', TEACHER, [
  ['५क र ६ख दुवै कक्षाको विज्ञान गृहकार्य: पृष्ठ ५', both({ subject: 'science', homework: 'पृष्ठ ५' })],
  ['५क, ६ख दुवैमा विज्ञान: ध्वनि', both({ subject: 'science', topic: 'ध्वनि' })],
  ['5A ra 6B dubai kaksha ko bigyan grihakarya: p 5', both({ subject: 'science', homework: 'p 5' })],
  ['5A ra 6B duitai class ma science ko dhwani padhaiyo', both({ subject: 'science', topic: 'dhwani' })],
  ['5A and 6B both classes science hw: p 5', both({ subject: 'science', homework: 'p 5' })],
  ['for both 5A and 6B: science hw p 5', both({ subject: 'science', homework: 'p 5' })],
]);

const ofEnglish = { ...TEACHER, subjects: ['english'] };
const ofHealth = { ...TEACHER, subjects: ['health'] };
const english = (slots: object) => update({ subject: 'english', ...slots });
check('the word of a subject inside a lesson', ofEnglish, [
  [
    'Dear parents, 5A practised a debate on social media. No homework.',
    english({ topic: 'practised a debate on social media', homework: 'No homework' }),
  ],
  [
    '5A: a poem about environment and trees, hw learn it',
    english({ topic: 'a poem about environment and trees', homework: 'learn it' }),
  ],
  ['aaja 5A ma health ra safai ko nibandha lekhiyo', english({ topic: 'health ra safai ko nibandha' })],
  ['आज ५क मा वातावरण र प्रदूषणबारे निबन्ध लेखियो', english({ topic: 'वातावरण र प्रदूषणबारे निबन्ध' })],
  ['5A taught story of a music band hw p5', english({ topic: 'story of a music band', homework: 'p5' })],
  ['5A ma geet sangeet padhaiyo', english({ topic: 'geet sangeet' })],
  // Headings, whoever writes them.
  ['5A social: maps', update({ subject: 'social', topic: 'maps' })],
  ['5A science sound hw p 5', science({ topic: 'sound', homework: 'p 5' })],
  ['5A ma bigyan ma dhwani padhaiyo', science({ topic: 'dhwani' })],
  [
    '5A math ra science hw p 5',
    update({ subject: 'mathematics', homework: 'p 5' }, { subject: 'science', homework: 'p 5' }),
  ],
]);
check('a lesson in health', ofHealth, [
  ['class 5A ma aja yoga ra pranayam garaye', update({ subject: 'health', topic: 'yoga ra pranayam' })],
  [
    'आज ५क मा योग र प्राणायाम गराइयो, गृहकार्य छैन',
    update({ subject: 'health', topic: 'योग र प्राणायाम', homework: 'गृहकार्य छैन' }),
  ],
  ['5A yoga: surya namaskar', update({ subject: 'other', topic: 'surya namaskar' })],
]);

const weak = (topic: string, homework: string) => science({ topic, homework, understanding: 'weak' });
check('a verb of teaching in its spoken form', TEACHER, [
  ['5A bigyan dhwani sikako dherai jaso le bujhena hw p 5', weak('dhwani', 'p 5')],
  ['5A bigyan dhwani padhako kehi bachha lai garo bhayo hw p 5', weak('dhwani', 'p 5')],
  ['5A bigyan dhwani padhayeko sabaile bujhe', science({ topic: 'dhwani', understanding: 'good' })],
  ['5A bigyan dhwani sikaako, hw p 5', science({ topic: 'dhwani', homework: 'p 5' })],
  ['५क विज्ञान ध्वनि पढाको धेरैले बुझेनन् गृहकार्य पृष्ठ ५', weak('ध्वनि', 'पृष्ठ ५')],
  ['५क विज्ञान ध्वनि पढाएको सबैले बुझे', science({ topic: 'ध्वनि', understanding: 'good' })],
]);

check('who was taught, before what', ALL, [
  ['5A nani haru lai english ma colours sikako', english({ topic: 'colours' })],
  ['5A hamra nanibabu haru lai english ko ABC sikaye', english({ topic: 'ABC' })],
  ['5A bachchalai english rhymes sikako', english({ topic: 'rhymes' })],
  ['५क नानीबाबुहरूलाई नेपालीमा बाह्रखरी सिकाइयो', update({ subject: 'nepali', topic: 'बाह्रखरी' })],
  ['५क नानी हरुलाई नेपालीमा बाह्रखरी सिकाइयो', update({ subject: 'nepali', topic: 'बाह्रखरी' })],
  ['5A nepali: babu lai chithi', update({ subject: 'nepali', topic: 'babu lai chithi' })],
  ['5A nepali: नानीको कथा', update({ subject: 'nepali', topic: 'नानीको कथा' })],
]);

check('what happened behind the homework', TEACHER, [
  [
    '5A: sound, hw p 5, kehi ko copy harayo khojidinu hola',
    science({ topic: 'sound', homework: 'p 5', note: 'kehi ko copy harayo khojidinu hola' }),
  ],
  [
    '5A: dhwani, hw xaina, Maya ko kitab harayo khoji dinus',
    {
      ask: 'confirm',
      ...science({ topic: 'dhwani', homework: 'hw xaina', note: 'Maya ko kitab harayo khoji dinus' }),
    },
  ],
  [
    '५क: ध्वनि, गृहकार्य छैन, कसैको टिफिन हरायो',
    { ask: 'confirm', ...science({ topic: 'ध्वनि', homework: 'गृहकार्य छैन', note: 'कसैको टिफिन हरायो' }) },
  ],
]);

check('letters, ranges and short words that are the lesson', ALL, [
  ['5A nepali: बाह्रखरी का देखि कः सम्म', update({ subject: 'nepali', topic: 'बाह्रखरी का देखि कः सम्म' })],
  ['5A nepali: अं अः, hw: अं अः लेख्ने', update({ subject: 'nepali', topic: 'अं अः', homework: 'अं अः लेख्ने' })],
  ['5A nepali ka dekhi nga samma', update({ subject: 'nepali', topic: 'ka dekhi nga samma' })],
  ['5A math: vat ra chhut', update({ subject: 'mathematics', topic: 'vat ra chhut' })],
  ['5A english: bat and ball', update({ subject: 'english', topic: 'bat and ball' })],
  ['5A science: mars and venus', science({ topic: 'mars and venus' })],
  ['5A bigyan hw p 5 bhli lyaune', science({ homework: 'p 5', due: '2026-11-24' })],
  ['5A bigyan hw p 5 sukrabr samma', science({ homework: 'p 5', due: '2026-11-27' })],
]);
