import { text } from './define-text.ts';

/** What a guardian gets in answer to a text or a button. */
export const guardianReplies = {
  'guardian.draftExpired': text(
    {},
    {
      en: 'That question was from some time ago. Please write once more, in one message, what you would like to tell the school.',
      ne: 'त्यो प्रश्न सोधेको धेरै बेर भयो। कृपया विद्यालयलाई भन्न चाहनुभएको कुरा एउटै सन्देशमा फेरि लेख्नुहोस्।',
    },
  ),
  'guardian.absent.sick': text(
    { child: 'words' },
    {
      en: 'Thank you for telling us. We have noted that {child} is sick and told the class teacher. Get well soon.',
      ne: 'जानकारी दिनुभएकोमा धन्यवाद। {child} बिरामी भएको कुरा टिपियो र कक्षा शिक्षकलाई खबर गरियो। चाँडै निको होस्।',
    },
  ),
  'guardian.absent.leave': text(
    { child: 'words' },
    {
      en: 'Thank you. We have noted that {child} is on leave and told the class teacher.',
      ne: 'धन्यवाद। {child} बिदामा भएको कुरा टिपियो र कक्षा शिक्षकलाई खबर गरियो।',
    },
  ),
  'guardian.absent.didNotKnow': text(
    { child: 'words' },
    {
      en: 'Thank you for answering. The class teacher has been told that you did not know of it, and will get in touch about {child}. You can also call the school.',
      ne: 'उत्तर दिनुभएकोमा धन्यवाद। तपाईंलाई थाहा नभएको कुरा कक्षा शिक्षकलाई खबर गरियो। {child}का बारेमा उहाँले सम्पर्क गर्नुहुनेछ। तपाईं आफैँ पनि विद्यालयमा फोन गर्न सक्नुहुन्छ।',
    },
  ),

  'guardian.leave.noted': text(
    { child: 'words', period: 'words' },
    {
      en: '📝 Leave noted for {child}: {period}. The class teacher has been told.',
      ne: '📝 {child}को {period}को बिदा टिपियो। कक्षा शिक्षकलाई खबर गरियो।',
    },
  ),

  'guardian.homework.heading': text(
    { child: 'words', date: 'words' },
    { en: '📘 *{child}*, homework of {date}', ne: '📘 *{child}*, {date}को गृहकार्य' },
  ),
  'guardian.homework.none': text(
    { child: 'words', date: 'words' },
    {
      en: 'No homework has been sent for {child} for {date} so far.',
      ne: '{child}का लागि {date}को गृहकार्य अहिलेसम्म आएको छैन।',
    },
  ),
  'guardian.attendance.month': text(
    { child: 'words', month: 'words', present: 'count', absent: 'count', late: 'count', leave: 'count' },
    {
      en: '🗓️ *{child}*, {month}\nPresent: {present, plural, one {# day} other {# days}}\nAbsent: {absent, plural, one {# day} other {# days}}\nLate: {late, plural, one {# day} other {# days}}\nLeave: {leave, plural, one {# day} other {# days}}',
      ne: '🗓️ *{child}*, {month}\nउपस्थित: {present, number} दिन\nअनुपस्थित: {absent, number} दिन\nढिलो: {late, number} दिन\nबिदा: {leave, number} दिन',
    },
  ),
  'guardian.attendance.day': text(
    { child: 'words', date: 'words', state: ['present', 'absent', 'late', 'leave', 'notTaken'] },
    {
      en: '*{child}*, {date}: {state, select, present {present} absent {absent} late {came late} leave {on leave} other {attendance has not been taken yet}}.',
      ne: '*{child}*, {date}: {state, select, present {उपस्थित} absent {अनुपस्थित} late {ढिलो आएको} leave {बिदामा} other {हाजिरी अहिलेसम्म भएको छैन}}।',
    },
  ),
  'guardian.calendar.next': text(
    { event: 'words', date: 'words' },
    { en: '🗓️ Next in the calendar: *{event}*, {date}.', ne: '🗓️ अबको कार्यक्रम: *{event}*, {date}।' },
  ),
  'guardian.calendar.day': text(
    { date: 'words', state: ['open', 'closed'], event: 'words' },
    {
      en: '🗓️ {date}: {state, select, closed {school is closed} other {school is open}} ({event}).',
      ne: '🗓️ {date}: विद्यालय {state, select, closed {बन्द हुन्छ} other {खुला हुन्छ}} ({event})।',
    },
  ),
  'guardian.calendar.none': text(
    {},
    {
      en: 'Nothing is in the school calendar for that day. School is open as usual.',
      ne: 'त्यो दिन विद्यालयको पात्रोमा केही छैन। विद्यालय सधैँजस्तै खुला हुन्छ।',
    },
  ),

  'guardian.passedOn': text(
    { about: ['message', 'result', 'fee', 'homework'], to: 'words' },
    {
      en: 'Thank you. Your {about, select, result {question about the result} fee {question about fees} homework {question about homework} other {message}} has been given to {to}. The answer will come here.',
      ne: 'धन्यवाद। तपाईंको {about, select, result {नतिजासम्बन्धी प्रश्न} fee {शुल्कसम्बन्धी प्रश्न} homework {गृहकार्यसम्बन्धी प्रश्न} other {सन्देश}} {to}लाई दिइएको छ। उत्तर यहीँ आउनेछ।',
    },
  ),
  'guardian.mediaGone': text(
    {},
    {
      en: 'This file is no longer there. The teacher can send it once more.',
      ne: 'यो फाइल अब छैन। शिक्षकले फेरि पठाउन सक्नुहुन्छ।',
    },
  ),
  'guardian.mediaNotSent': text(
    { reason: 'words' },
    {
      en: '📎 Your file could not be passed on to the school. {reason}',
      ne: '📎 तपाईंको फाइल विद्यालयलाई दिन सकिएन। {reason}',
    },
  ),
  'guardian.answer.heading': text(
    { sender: 'words' },
    { en: '💬 Answer from *{sender}*:', ne: '💬 *उत्तर*, {sender}बाट:' },
  ),
};
