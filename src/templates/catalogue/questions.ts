import { text } from './define-text.ts';

/** One short question at a time, asked only where acting without the answer could be wrong. */
export const questions = {
  'question.class': text({}, { en: 'Which class is this for?', ne: 'यो कुन कक्षाका लागि हो?' }),
  'question.mediaClass': text(
    {},
    {
      en: '📎 Which class is this for? Please choose.',
      ne: '📎 यो फाइल कुन कक्षाका अभिभावकका लागि हो? कृपया छान्नुहोस्।',
    },
  ),
  'question.mediaForWhom': text(
    {},
    {
      en: '📎 Who is this file for? Please write a class, such as 5A, or tap below.',
      ne: '📎 यो फाइल कसका लागि हो? कृपया कक्षा लेख्नुहोस्, जस्तै ५ क, वा तल थिच्नुहोस्।',
    },
  ),
  'question.classOfGrade': text(
    { grade: 'words' },
    { en: 'Which section of {grade}?', ne: '{grade}को कुन सेक्सन?' },
  ),
  'question.subject': text(
    { class: 'words' },
    { en: 'Which subject is this, {class}?', ne: '{class}को कुन विषय हो?' },
  ),
  'question.topic': text(
    { class: 'words', subject: 'words' },
    {
      en: '{class}, {subject}: what was taught, or what is the homework?',
      ne: '{class}, {subject}: के पढाउनुभयो, वा गृहकार्य के हो?',
    },
  ),
  'question.student': text(
    { typed: 'typed', class: 'words' },
    {
      en: 'Which pupil of {class} is “{typed}”?',
      ne: '{class}मा “{typed}” भनेको कुन विद्यार्थी हो?',
    },
  ),
  'question.noSuchStudent': text(
    { typed: 'typed', class: 'words' },
    {
      en: '“{typed}” is not on the list of {class}. Please write the roll number or the full name.',
      ne: '“{typed}” {class}को सूचीमा छैन। कृपया रोल नम्बर वा पूरा नाम लेख्नुहोस्।',
    },
  ),
  'question.whoIsAbsent': text(
    { class: 'words' },
    {
      en: 'Which pupils of {class} are absent? Please write their roll numbers or names.',
      ne: '{class}मा को को अनुपस्थित छन्? कृपया रोल नम्बर वा नाम लेख्नुहोस्।',
    },
  ),
  'question.confirm': text({}, { en: 'Is this right?', ne: 'यो ठिक छ?' }),
  'question.confirmSchool': text(
    { parents: 'count' },
    {
      en: 'This goes to the whole school, {parents, plural, one {# parent} other {# parents}}. Send it?',
      ne: 'यो पूरै विद्यालयका {parents, number} जना अभिभावकलाई जान्छ। पठाउने हो?',
    },
  ),
  'question.confirmNamesPupil': text(
    { child: 'words' },
    {
      en: 'The note names {child}, and every parent of the class will read it. Send it?',
      ne: 'यसमा {child}को नाम छ, र कक्षाका सबै अभिभावकले पढ्नुहुनेछ। पठाउने हो?',
    },
  ),
  'question.confirmAttendanceInNote': text(
    {},
    {
      en: 'The note speaks of attendance, and every parent of the class will read it. Send it? Attendance is best sent in a message of its own.',
      ne: 'यसमा हाजिरीको कुरा छ, र कक्षाका सबै अभिभावकले पढ्नुहुनेछ। पठाउने हो? हाजिरी छुट्टै सन्देशमा पठाउनु राम्रो हुन्छ।',
    },
  ),
  'question.confirmMarks': text(
    { marks: 'count', pupils: 'count', class: 'words' },
    {
      en: 'You wrote {marks, plural, one {# mark} other {# marks}}, but {class} has {pupils, plural, one {# pupil} other {# pupils}}. Please check, or write only the absent roll numbers.',
      ne: 'तपाईंले {marks, number} वटा चिह्न लेख्नुभयो, तर {class}मा {pupils, number} जना विद्यार्थी छन्। कृपया हेर्नुहोस्, वा अनुपस्थितका रोल नम्बर मात्र लेख्नुहोस्।',
    },
  ),
  'question.preeti': text(
    {},
    {
      en: 'This text seems to be in the Preeti font, which phones cannot read. Please write it again in Unicode Nepali, in Roman letters or in English.',
      ne: 'यो प्रीति फन्टमा लेखिएजस्तो छ, फोनमा पढ्न मिल्दैन। कृपया युनिकोड नेपाली, रोमन वा अंग्रेजीमा फेरि लेख्नुहोस्।',
    },
  ),
  'question.child': text({}, { en: 'Which child is this about?', ne: 'यो कुन बालबालिकाको बारेमा हो?' }),
};
