/** Daily updates as teachers send them, for load: every text names its class and is complete under understanding.md. */

type Lesson = { topic: string; topicNe: string; homework: string; homeworkNe: string };

type LoadSubject = { code: string; name: string; nameNe: string; lessons: Lesson[] };

/** What the class teachers of a load teach, one subject each. */
export const loadSubjects: LoadSubject[] = [
  {
    code: 'mathematics',
    name: 'Mathematics',
    nameNe: 'गणित',
    lessons: [
      lesson('Fractions', 'भिन्न', 'Exercise 4.2, questions 1 to 5', 'अभ्यास ४.२ को १ देखि ५'),
      lesson('Area of a rectangle', 'आयतको क्षेत्रफल', 'Page 45, questions 3 to 8', 'पेज ४५ को ३ देखि ८'),
      lesson('Percentage', 'प्रतिशत', 'Exercise 7.1, all sums', 'अभ्यास ७.१ का सबै हिसाब'),
    ],
  },
  {
    code: 'science',
    name: 'Science',
    nameNe: 'विज्ञान',
    lessons: [
      lesson('Parts of a plant', 'बिरुवाका भागहरू', 'Draw and label a plant', 'बिरुवाको चित्र कोर्ने'),
      lesson('Simple machines', 'सरल यन्त्र', 'Write five examples of levers', 'उत्तोलकका पाँच उदाहरण लेख्ने'),
      lesson('States of matter', 'पदार्थका अवस्था', 'Workbook pages 22 and 23', 'कार्यपुस्तिकाको पेज २२ र २३'),
    ],
  },
  {
    code: 'english',
    name: 'English',
    nameNe: 'अङ्ग्रेजी',
    lessons: [
      lesson('Past simple tense', 'Past simple tense', 'Write ten sentences', 'दश वाक्य लेख्ने'),
      lesson(
        'The clever tailor',
        'The clever tailor',
        'Answer the questions on page 31',
        'पेज ३१ का प्रश्नको उत्तर लेख्ने',
      ),
      lesson('Letter to a friend', 'साथीलाई चिठी', 'Write one letter', 'एउटा चिठी लेख्ने'),
    ],
  },
  {
    code: 'nepali',
    name: 'Nepali',
    nameNe: 'नेपाली',
    lessons: [
      lesson('Nouns and pronouns', 'नाम र सर्वनाम', 'Write ten nouns', 'दश वटा नाम लेख्ने'),
      lesson('Essay on our village', 'हाम्रो गाउँ', 'Write one paragraph', 'एक अनुच्छेद लेख्ने'),
      lesson('Poem of the rain', 'वर्षाको कविता', 'Learn the poem by heart', 'कविता कण्ठ गर्ने'),
    ],
  },
  {
    code: 'social',
    name: 'Social Studies',
    nameNe: 'सामाजिक',
    lessons: [
      lesson('Our neighbourhood', 'हाम्रो छिमेक', 'Draw a map of the neighbourhood', 'छिमेकको नक्सा बनाउने'),
      lesson('Rivers of Nepal', 'नेपालका नदी', 'Colour the rivers on the map', 'नक्सामा नदी रङ्गाउने'),
      lesson('Our festivals', 'हाम्रा चाडपर्व', 'Write about one festival', 'एउटा चाडबारे लेख्ने'),
    ],
  },
];

/** The shapes of an update: labels, bare lines, one line, labels in Nepali. */
const shapes: ((classCode: string, subject: LoadSubject, lesson: Lesson, how: Understanding) => string)[] = [
  (classCode, subject, { topic, homework }, how) =>
    `Class: ${classCode}\nSubject: ${subject.name}\nTopic: ${topic}\nHomework: ${homework}\nUnderstanding: ${how.en}`,
  (classCode, subject, { topic, homework }, how) =>
    `${classCode} ${subject.name}\n${topic}\n${homework}\n${how.en}`,
  (classCode, subject, { topic, homework }, how) =>
    `${classCode} ${subject.name}. Topic: ${topic}. Homework: ${homework}. Understanding: ${how.en}`,
  (classCode, subject, { topicNe, homeworkNe }, how) =>
    `कक्षा: ${classCode}\nविषय: ${subject.nameNe}\nपाठ: ${topicNe}\nगृहकार्य: ${homeworkNe}\nबुझाइ: ${how.ne}`,
];

type Understanding = { en: string; ne: string };
const understandings: Understanding[] = [
  { en: 'Good', ne: 'राम्रो' },
  { en: 'Excellent', ne: 'धेरै राम्रो' },
  { en: 'Average', ne: 'ठीकै' },
  { en: 'Good', ne: 'राम्रो' },
];

/** The subject of class teacher `n`. */
export const subjectOf = (n: number): LoadSubject => loadSubjects[n % loadSubjects.length]!;

/** The text of class teacher `n` about the teacher's own class; neighbours differ in shape, lesson and subject. */
export function textOf(n: number, classCode: string): string {
  const subject = subjectOf(n);
  const lesson = subject.lessons[Math.floor(n / 7) % subject.lessons.length]!;
  const how = understandings[Math.floor(n / 3) % understandings.length]!;
  return shapes[n % shapes.length]!(classCode, subject, lesson, how);
}

function lesson(topic: string, topicNe: string, homework: string, homeworkNe: string): Lesson {
  return { topic, topicNe, homework, homeworkNe };
}
