import { text } from './define-text.ts';

/** The echo of what was understood. Read between two lessons: short, the number first. */
export const teacherEchoes = {
  'teacher.echo.update': text(
    { classes: 'words' },
    { en: '📝 *{classes}*, understood as:', ne: '📝 *{classes}*, यसरी बुझियो:' },
  ),
  'teacher.echo.attendance': text(
    { class: 'words', date: 'words' },
    { en: '📝 *{class}*, attendance of {date}:', ne: '📝 *{class}*, {date}को हाजिरी:' },
  ),
  'teacher.echo.announcement': text(
    { audience: 'words', urgent: ['yes', 'no'] },
    {
      en: '📝 {urgent, select, yes {*Urgent notice*} other {*Notice*}} for {audience}:',
      ne: '📝 {audience}का लागि {urgent, select, yes {*जरुरी सूचना*} other {*सूचना*}}:',
    },
  ),
  'teacher.echo.direct': text(
    { child: 'words' },
    { en: '📝 To the parents of {child}:', ne: '📝 {child}का अभिभावकलाई:' },
  ),
  'teacher.echo.withMedia': text(
    { count: 'count' },
    {
      en: '📎 With {count, plural, one {your file} other {your # files}}.',
      ne: '📎 {count, plural, one {तपाईंको फाइल} other {तपाईंका # वटा फाइल}}सहित।',
    },
  ),
  'attendance.allPresent': text({}, { en: 'Everyone is present.', ne: 'सबै विद्यार्थी उपस्थित छन्।' }),
  'attendance.absent': text(
    { count: 'count', pupils: 'words' },
    { en: 'Absent ({count, number}): {pupils}', ne: 'अनुपस्थित ({count, number}): {pupils}' },
  ),
  'attendance.late': text(
    { count: 'count', pupils: 'words' },
    { en: 'Late ({count, number}): {pupils}', ne: 'ढिलो ({count, number}): {pupils}' },
  ),
  'attendance.leave': text(
    { count: 'count', pupils: 'words' },
    { en: 'On leave ({count, number}): {pupils}', ne: 'बिदामा ({count, number}): {pupils}' },
  ),
  'teacher.echo.tookClass': text(
    { class: 'words' },
    { en: 'No class was named, so it is for {class}.', ne: 'कक्षा नलेखिएकाले {class} मानियो।' },
  ),
  'teacher.echo.tookSubject': text(
    { subject: 'words' },
    { en: 'No subject was named, so it is {subject}.', ne: 'विषय नलेखिएकाले {subject} मानियो।' },
  ),
  'teacher.echo.ownWord': text(
    { word: 'typed', subject: 'words' },
    { en: '“{word}” is {subject}, as you told me.', ne: '“{word}” भनेको {subject}, तपाईंले भन्नुभएअनुसार।' },
  ),
  'teacher.echo.sendsIn': text(
    { parents: 'count', seconds: 'count' },
    {
      en: 'Goes to {parents, plural, one {# parent} other {# parents}} in {seconds, plural, one {# second} other {# seconds}}. To stop it, tap *Undo*.',
      ne: '{seconds, number} सेकेन्डमा {parents, number} जना अभिभावकलाई जान्छ। रोक्न *रद्द गर्ने* थिच्नुहोस्।',
    },
  ),
  'teacher.echo.goesNow': text(
    { parents: 'count' },
    {
      en: 'Going to {parents, plural, one {# parent} other {# parents}} now.',
      ne: '{parents, number} जना अभिभावकलाई पठाइँदै छ।',
    },
  ),
  'teacher.echo.waitsForTap': text(
    { parents: 'count' },
    {
      en: 'Send it to {parents, plural, one {# parent} other {# parents}}?',
      ne: '{parents, number} जना अभिभावकलाई पठाउने हो?',
    },
  ),
  'teacher.echo.correctionWaits': text(
    { parents: 'count' },
    {
      en: 'Send it to {parents, plural, one {# parent} other {# parents}} as a correction?',
      ne: 'यसलाई सच्याइएको सन्देशका रूपमा {parents, number} जना अभिभावकलाई पठाउने हो?',
    },
  ),
  'teacher.echo.recordIt': text(
    {},
    { en: 'Record it? No parent needs to be told.', ne: 'टिप्ने हो? कुनै अभिभावकलाई खबर गर्नुपर्ने छैन।' },
  ),
  'teacher.echo.recorded': text(
    {},
    { en: 'Recorded. No parent needs to be told.', ne: 'टिपियो। कुनै अभिभावकलाई खबर गर्नुपर्ने छैन।' },
  ),
  'teacher.echo.leftOut': text(
    { parents: 'count', reason: 'words' },
    {
      en: 'Left out: {parents, plural, one {# parent} other {# parents}}. {reason}',
      ne: 'छुटेका: {parents, number} जना अभिभावक। {reason}',
    },
  ),
  'teacher.echo.lastAt': text(
    { time: 'words' },
    { en: 'The last parent has it at about {time}.', ne: 'अन्तिम अभिभावकले करिब {time} पाउनुहुन्छ।' },
  ),
  'teacher.echo.later': text(
    { parents: 'count', time: 'words' },
    {
      en: '{parents, plural, one {# parent waits} other {# parents wait}} until about {time}: WhatsApp’s limit of new people a day is reached.',
      ne: 'ह्वाट्सएपको एक दिनको सीमा पुगेकाले {parents, number} जना अभिभावकले करिब {time} सम्ममा पाउनुहुन्छ।',
    },
  ),
  'teacher.echo.never': text(
    { parents: 'count' },
    {
      en: '{parents, plural, one {# parent} other {# parents}} cannot have it in time, because of that limit. Please tell them in another way.',
      ne: '{parents, number} जना अभिभावकलाई सो सीमाका कारण समयमै पठाउन सकिँदैन। कृपया अर्को तरिकाले खबर गर्नुहोस्।',
    },
  ),
  'teacher.echo.cost': text(
    { rupees: 'words' },
    { en: 'Costs about Rs {rupees}.', ne: 'खर्च करिब रु {rupees}।' },
  ),
  'teacher.echo.costAfterFree': text(
    { rupees: 'words', free: 'count', messages: 'count' },
    {
      en: 'Costs about Rs {rupees}; {free, number} of {messages, plural, one {# message is} other {# messages are}} free.',
      ne: 'खर्च करिब रु {rupees}; {messages, number} मध्ये {free, number} सन्देश निःशुल्क।',
    },
  ),
  'teacher.echo.waitsForApproval': text(
    {},
    {
      en: 'It has gone to the school office and will be sent once they approve it.',
      ne: 'यो विद्यालयको कार्यालयमा गएको छ। स्वीकृत भएपछि पठाइनेछ।',
    },
  ),
};
