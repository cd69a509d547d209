import { text } from './define-text.ts';

/** What a teacher is told of what happened to a text, and what others wrote to them. */
export const teacherReplies = {
  'teacher.wordLearnt': text(
    { word: 'typed', subject: 'words' },
    {
      en: 'From now on, “{word}” is {subject} when you write it. To change that, write “forget {word}”.',
      ne: 'अबदेखि तपाईंले “{word}” लेख्दा {subject} बुझिनेछ। यो हटाउन “बिर्स {word}” लेख्नुहोस्।',
    },
  ),
  'teacher.wordForgotten': text(
    { word: 'typed' },
    { en: '“{word}” is forgotten. I will ask again.', ne: '“{word}” बिर्सियो। अब फेरि सोधिनेछ।' },
  ),
  'teacher.approved': text(
    { audience: 'words', parents: 'count' },
    {
      en: '✅ The office approved your notice for {audience}. Going to {parents, plural, one {# parent} other {# parents}}.',
      ne: '✅ {audience}का लागि तपाईंको सूचना स्वीकृत भयो। {parents, number} जना अभिभावकलाई पठाइँदै छ।',
    },
  ),
  'teacher.notApproved': text(
    { audience: 'words' },
    {
      en: 'The office did not approve your notice for {audience}. Nothing was sent.',
      ne: '{audience}का लागि तपाईंको सूचना स्वीकृत भएन। कसैलाई पठाइएको छैन।',
    },
  ),
  'teacher.notApprovedBecause': text(
    { audience: 'words', reason: 'typed' },
    {
      en: 'The office did not approve your notice for {audience}. Nothing was sent. They wrote:\n{reason}',
      ne: '{audience}का लागि तपाईंको सूचना स्वीकृत भएन। कसैलाई पठाइएको छैन। कार्यालयको भनाइ:\n{reason}',
    },
  ),
  'teacher.reasonGiven': text(
    { audience: 'words', reason: 'typed' },
    {
      en: 'Why your notice for {audience} was not approved, in the words of the office:\n{reason}',
      ne: '{audience}का लागि तपाईंको सूचना स्वीकृत नहुनुको कारण, कार्यालयको भनाइमा:\n{reason}',
    },
  ),
  'teacher.approvalExpired': text(
    { audience: 'words' },
    {
      en: 'The office has not answered about your notice for {audience}, so it was not sent. If it is still needed, please send it again.',
      ne: '{audience}का लागि तपाईंको सूचनाबारे कार्यालयबाट उत्तर नआएकाले पठाइएन। अझै चाहिन्छ भने कृपया फेरि पठाउनुहोस्।',
    },
  ),
  'teacher.approvalWithdrawn': text(
    {},
    {
      en: '↩️ Taken back. Nothing was sent, and the office has been told.',
      ne: '↩️ फिर्ता लिइयो। कसैलाई पठाइएको छैन, कार्यालयलाई पनि खबर गरिएको छ।',
    },
  ),
  'teacher.halted': text(
    { reason: 'words' },
    {
      en: '⏸️ Messages to parents are paused at present. {reason} They are kept, and go out once sending goes on.',
      ne: '⏸️ अभिभावकलाई सन्देश जान अहिले रोकिएको छ। {reason} सन्देशहरू सुरक्षित छन्, फेरि सुरु हुँदा जानेछन्।',
    },
  ),
  'teacher.undone': text(
    {},
    { en: '↩️ Stopped. No parent got it.', ne: '↩️ रोकियो। कुनै अभिभावकले पाउनुभएको छैन।' },
  ),
  'teacher.undoneInPart': text(
    { stopped: 'count', gone: 'count' },
    {
      en: '↩️ Stopped for {stopped, plural, one {# parent} other {# parents}}. {gone, plural, one {# parent} other {# parents}} already got it; that cannot be called back. To put it right, send a correction.',
      ne: '↩️ {stopped, number} जना अभिभावकका लागि रोकियो। {gone, number} जनालाई गइसक्यो; त्यो फिर्ता हुँदैन। मिलाउन सच्याइएको सन्देश पठाउनुहोस्।',
    },
  ),
  'teacher.tooLateToUndo': text(
    { parents: 'count' },
    {
      en: 'It has already gone to {parents, plural, one {# parent} other {# parents}} and cannot be called back. To put it right, send a correction.',
      ne: 'यो {parents, number} जना अभिभावकलाई गइसक्यो, अब फिर्ता हुँदैन। मिलाउन सच्याइएको सन्देश पठाउनुहोस्।',
    },
  ),
  'teacher.writeCorrection': text(
    {},
    {
      en: 'Please write the right text. Parents will get it as a correction.',
      ne: 'कृपया सही सन्देश लेख्नुहोस्। अभिभावकले त्यसलाई सच्याइएको सन्देशका रूपमा पाउनुहुनेछ।',
    },
  ),
  'teacher.mediaNotSent': text(
    { reason: 'words' },
    {
      en: '📎 The message with your file has not gone to anybody. {reason}',
      ne: '📎 फाइलसहितको तपाईंको सन्देश कसैलाई गएको छैन। {reason}',
    },
  ),
  'teacher.mediaLeftBehind': text(
    {},
    {
      en: '📎 Your file was not passed on, since this does not go to all parents of a class. To send it, please send it once more with other words.',
      ne: '📎 यो सन्देश कक्षाका सबै अभिभावकलाई नजाने भएकाले तपाईंको फाइल पठाइएन। पठाउन परे अर्कै शब्दसहित फेरि पठाउनुहोस्।',
    },
  ),
  'teacher.cancelled': text({}, { en: 'All right, nothing was sent.', ne: 'हुन्छ, केही पठाइएको छैन।' }),
  'teacher.nothingToCancel': text(
    {},
    { en: 'There is nothing waiting to be stopped.', ne: 'रोक्नुपर्ने केही बाँकी छैन।' },
  ),
  'teacher.nothingToConfirm': text(
    {},
    {
      en: 'Nothing is waiting for your answer. Please write what you would like to send.',
      ne: 'तपाईंको उत्तर कुरेको केही छैन। पठाउन चाहेको कुरा लेख्नुहोस्।',
    },
  ),
  'teacher.draftExpired': text(
    {},
    {
      en: 'Your earlier text was not finished in time and was not sent. Please write it again when you can.',
      ne: 'अघिको कुरा समयमा पूरा नभएकाले पठाइएन। मिलेको बेला फेरि लेख्नुहोस्।',
    },
  ),
  'teacher.replaced': text(
    {},
    { en: 'Your newer text replaces the one before.', ne: 'अघिको सट्टा यही नयाँ सन्देश राखियो।' },
  ),
  'teacher.joined': text(
    {},
    {
      en: 'Put together with your text before, so parents get one message.',
      ne: 'अघिको कुरासँग जोडियो, अभिभावकले एउटै सन्देश पाउनुहुनेछ।',
    },
  ),
  'teacher.draftDropped': text(
    {},
    { en: 'Your unfinished text before this one was not sent.', ne: 'यसअघिको अधुरो कुरा पठाइएन।' },
  ),
  'teacher.olderQuestion': text(
    {},
    {
      en: 'That question is no longer open. If something is still to be sent, please write it once more.',
      ne: 'त्यो प्रश्नको समय सकियो। अझै केही पठाउनु छ भने कृपया फेरि लेख्नुहोस्।',
    },
  ),
  'teacher.alreadyGone': text(
    { parents: 'count' },
    {
      en: 'The text before has already gone to {parents, plural, one {# parent} other {# parents}} and cannot be called back.',
      ne: 'अघिको सन्देश {parents, number} जना अभिभावकलाई गइसक्यो, अब फिर्ता हुँदैन।',
    },
  ),
  'teacher.takenBack': text(
    { parents: 'count' },
    {
      en: 'Asking {parents, plural, one {# parent} other {# parents}} to take no notice of the text before.',
      ne: '{parents, number} जना अभिभावकलाई अघिको सन्देश नमान्न भनिँदै छ।',
    },
  ),
  'teacher.alreadyCorrected': text(
    {},
    { en: 'It has been put right already.', ne: 'यो पहिले नै सच्याइसकिएको छ।' },
  ),
  'teacher.toldAbsent': text(
    { pupils: 'words', date: 'words' },
    {
      en: 'The parents of {pupils} have already been told of an absence on {date}. Shall they be told that their child is at school?',
      ne: '{pupils}का अभिभावकलाई {date} अनुपस्थित भएको खबर गइसक्यो। विद्यालयमै उपस्थित छन् भनेर खबर गर्ने हो?',
    },
  ),
  'teacher.leaveRequest': text(
    { child: 'words', period: 'words' },
    {
      en: '🗓️ Leave: {child}, {period}. It is in the attendance.',
      ne: '🗓️ बिदा: {child}, {period}। हाजिरीमा राखिएको छ।',
    },
  ),
  'teacher.leaveReason': text({ reason: 'typed' }, { en: 'Reason: {reason}', ne: 'कारण: {reason}' }),
  'teacher.guardianWrote': text(
    { child: 'words' },
    {
      en: '💬 From a parent of {child}. Reply to this message to answer:',
      ne: '💬 {child}का अभिभावकबाट। उत्तर दिन यही सन्देशमा रिप्लाई गर्नुहोस्:',
    },
  ),
  'teacher.answerSent': text(
    { child: 'words' },
    { en: 'Your answer has gone to the parent of {child}.', ne: 'तपाईंको उत्तर {child}का अभिभावकलाई पठाइयो।' },
  ),
};
