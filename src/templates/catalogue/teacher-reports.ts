import { text } from './define-text.ts';

/** How a message did: at the end, and whenever its sender asks. */
export const teacherReports = {
  'report.heading': text({ audience: 'words' }, { en: '📬 *{audience}*', ne: '📬 *{audience}*' }),
  'report.reached': text(
    { reached: 'count', total: 'count', read: 'count' },
    {
      en: '{reached, number} of {total, plural, one {# parent} other {# parents}} reached, {read, plural, =0 {nobody has read it yet} one {# has read it} other {# have read it}}.',
      ne: '{total, number} जना अभिभावकमध्ये {reached, number} जनाले पाउनुभयो, {read, plural, =0 {अहिलेसम्म कसैले पढ्नुभएको छैन} other {# जनाले पढ्नुभयो}}।',
    },
  ),
  'report.allReached': text(
    { total: 'count', read: 'count' },
    {
      en: '{total, plural, one {The one parent was} other {All # parents were}} reached, {read, plural, =0 {nobody has read it yet} one {# has read it} other {# have read it}}.',
      ne: '{total, plural, one {# जना अभिभावकले} other {सबै # जना अभिभावकले}} पाउनुभयो, {read, plural, =0 {अहिलेसम्म कसैले पढ्नुभएको छैन} other {# जनाले पढ्नुभयो}}।',
    },
  ),
  'report.onTheWay': text(
    { waiting: 'count' },
    { en: 'Still on the way: {waiting, number}.', ne: 'बाटोमा: {waiting, number} जना।' },
  ),
  'report.notReached': text(
    { parents: 'count', reason: 'words' },
    {
      en: '{parents, plural, one {# parent} other {# parents}} not reached. {reason}',
      ne: '{parents, number} जनाले पाउनुभएन। {reason}',
    },
  ),
  'report.unread': text(
    { parents: 'count', pupils: 'words' },
    {
      en: 'Not read yet ({parents, number}), parents of: {pupils}',
      ne: 'अझै नपढ्नुभएका ({parents, number}), यी विद्यार्थीका अभिभावक: {pupils}',
    },
  ),
  'report.nothingSent': text(
    {},
    { en: 'You have not sent anything in the last days.', ne: 'पछिल्ला दिनमा तपाईंले केही पठाउनुभएको छैन।' },
  ),
  'report.absence.heading': text(
    { class: 'words', date: 'words' },
    { en: '🔔 *{class}*, absent on {date}', ne: '🔔 *{class}*, {date}का अनुपस्थित' },
  ),
  'report.absence.later': text(
    { class: 'words', date: 'words' },
    {
      en: '🔔 *{class}*, absent on {date}, as it stands now',
      ne: '🔔 *{class}*, {date}का अनुपस्थित, अहिलेको अवस्था',
    },
  ),
  'report.absence.sick': text({ pupils: 'words' }, { en: 'Sick: {pupils}', ne: 'बिरामी: {pupils}' }),
  'report.absence.leave': text({ pupils: 'words' }, { en: 'On leave: {pupils}', ne: 'बिदामा: {pupils}' }),
  'report.absence.didNotKnow': text(
    { pupils: 'words' },
    {
      en: 'The parents did not know, please call: {pupils}',
      ne: 'अभिभावकलाई थाहा थिएन, फोन गर्नुहोस्: {pupils}',
    },
  ),
  'report.absence.noAnswer': text(
    { pupils: 'words' },
    { en: 'No answer yet: {pupils}', ne: 'अहिलेसम्म उत्तर आएको छैन: {pupils}' },
  ),
};
