import { text } from './define-text.ts';

/** What a guardian gets without having asked. The sender's own words stay as typed; everything around them is ours. */
export const guardianNotices = {
  'guardian.update.heading': text({ children: 'words' }, { en: '📘 {children}', ne: '📘 {children}' }),
  'guardian.correction.heading': text(
    { children: 'words' },
    {
      en: '✏️ *Correction*: {children}\nPlease go by this message, not by the one before.',
      ne: '✏️ *सच्याइएको सन्देश*: {children}\nअघिको होइन, कृपया यही सन्देश मान्नुहोस्।',
    },
  ),
  'guardian.corrected': text({ words: 'typed' }, { en: 'Correction: {words}', ne: 'सच्याइएको: {words}' }),
  'guardian.takenBack': text(
    { audience: 'words', matter: 'words', sender: 'words' },
    {
      en: '✏️ *Correction*, {audience}\nThe message about “{matter}” was sent by mistake. Please take no notice of it.\n\n— {sender}',
      ne: '✏️ *सच्याइएको खबर*, {audience}\n“{matter}” बारेको सन्देश गल्तीले गएको हो। कृपया त्यसलाई नमान्नुहोस्।\n\n— {sender}',
    },
  ),
  'update.subject': text({ subject: 'words' }, { en: '*{subject}*', ne: '*{subject}*' }),
  'update.topic': text({ topic: 'typed' }, { en: 'Lesson: {topic}', ne: 'पाठ: {topic}' }),
  'update.homework': text({ homework: 'typed' }, { en: 'Homework: {homework}', ne: 'गृहकार्य: {homework}' }),
  'update.due': text({ due: 'words' }, { en: 'Hand in on: {due}', ne: 'बुझाउने दिन: {due}' }),
  'update.understanding': text(
    { understanding: 'words' },
    { en: 'How the class understood: {understanding}', ne: 'कक्षाको बुझाइ: {understanding}' },
  ),
  'update.note': text({ note: 'typed' }, { en: 'Note: {note}', ne: 'थप कुरा: {note}' }),
  'guardian.from': text({ sender: 'words' }, { en: '— {sender}', ne: '— {sender}' }),

  'guardian.announcement.heading': text(
    { school: 'words', urgent: ['yes', 'no'] },
    {
      en: '{urgent, select, yes {❗ *Urgent notice*} other {📢 *Notice*}}, {school}',
      ne: '{urgent, select, yes {❗ *जरुरी सूचना*} other {📢 *सूचना*}}, {school}',
    },
  ),
  'guardian.direct.heading': text(
    { child: 'words', sender: 'words' },
    { en: '✉️ About {child}, from {sender}:', ne: '✉️ {child}का बारेमा, {sender}बाट:' },
  ),
  'guardian.media.heading': text(
    { class: 'words', sender: 'words' },
    { en: '📎 {class}, from {sender}', ne: '📎 {class}, {sender}बाट' },
  ),

  'guardian.absent': text(
    { children: 'words', date: 'words' },
    {
      en: '🔔 {children}\nMarked absent from school on {date}.\nPlease tap the reason below. If this is a mistake, write to us.',
      ne: '🔔 {children}\n{date}: विद्यालयमा अनुपस्थित जनाइएको छ।\nकृपया तलबाट कारण थिच्नुहोस्। गल्ती भएको भए हामीलाई लेख्नुहोस्।',
    },
  ),
  'guardian.late': text(
    { children: 'words', date: 'words' },
    {
      en: '🔔 {children}\nCame to school late on {date}.',
      ne: '🔔 {children}\n{date}: विद्यालयमा ढिलो आएको जनाइएको छ।',
    },
  ),
  'guardian.absent.withdrawn': text(
    { child: 'words', date: 'words' },
    {
      en: '✅ {child} is at school ({date}). The message before was a mistake. We are sorry for the worry.',
      ne: '✅ {child} विद्यालयमै छ ({date})। अघिको सन्देश गल्तीले गएको हो। चिन्ता भएकोमा क्षमा गर्नुहोस्।',
    },
  ),
};
