import { text } from './define-text.ts';

/** What the school office gets on WhatsApp. */
export const admin = {
  'admin.approve': text(
    { sender: 'words', audience: 'words', parents: 'count' },
    {
      en: '🖊️ {sender} would like to send this to {audience}, {parents, plural, one {# parent} other {# parents}}:',
      ne: '🖊️ {sender} यो सूचना {audience}का {parents, number} जना अभिभावकलाई पठाउन चाहनुहुन्छ:',
    },
  ),
  'admin.audience': text(
    { audience: 'words', parents: 'count' },
    {
      en: '{audience} ({parents, plural, one {# parent} other {# parents}})',
      ne: '{audience} ({parents, number} जना अभिभावक)',
    },
  ),
  'admin.approved': text(
    { parents: 'count' },
    {
      en: '✅ Approved. Going to {parents, plural, one {# parent} other {# parents}}.',
      ne: '✅ स्वीकृत भयो। {parents, number} जना अभिभावकलाई पठाइँदै छ।',
    },
  ),
  'admin.notApproved': text(
    { sender: 'words' },
    {
      en: 'Not sent. {sender} has been told. To say why, reply to the notice above.',
      ne: 'पठाइएन। {sender}लाई खबर गरिएको छ। कारण बताउन माथिको सूचनामा रिप्लाई गर्नुहोस्।',
    },
  ),
  'admin.reasonPassedOn': text(
    { sender: 'words' },
    {
      en: 'Not sent. {sender} has been told, in your words.',
      ne: 'पठाइएन। तपाईंको भनाइ {sender}लाई पुर्‍याइएको छ।',
    },
  ),
  'admin.alreadyDecided': text(
    { outcome: 'words' },
    {
      en: 'This notice needs no answer any more. {outcome}',
      ne: 'यो सूचनाका लागि अब उत्तर चाहिँदैन। {outcome}',
    },
  ),
  'approval.approved': text({ by: 'words' }, { en: '{by} approved it.', ne: '{by}ले स्वीकृत गर्नुभयो।' }),
  'approval.declined': text(
    { by: 'words' },
    {
      en: '{by} did not approve it, so it was not sent.',
      ne: '{by}ले स्वीकृत गर्नुभएन, त्यसैले पठाइएन।',
    },
  ),
  'approval.withdrawn': text(
    { by: 'words' },
    { en: '{by} took it back, so it was not sent.', ne: '{by}ले फिर्ता लिनुभयो, त्यसैले पठाइएन।' },
  ),
  'approval.expired': text(
    {},
    { en: 'Nobody answered in time, so it was not sent.', ne: 'समयमा उत्तर नआएकाले पठाइएन।' },
  ),
  'admin.paused': text(
    {},
    {
      en: '⏸️ Sending is stopped for the whole school. What is written now waits until you resume.',
      ne: '⏸️ पूरै विद्यालयका सन्देश रोकिए। अब लेखिने सन्देश तपाईंले फेरि सुरु नगरुन्जेल पर्खिनेछन्।',
    },
  ),
  'admin.resumed': text(
    { waiting: 'count' },
    {
      en: '▶️ Sending goes on. {waiting, plural, =0 {Nothing was waiting} one {# message was waiting} other {# messages were waiting}}.',
      ne: '▶️ सन्देश फेरि जान थाले। {waiting, plural, =0 {पर्खिएको केही थिएन} other {# वटा सन्देश पर्खिएका थिए}}।',
    },
  ),
  'admin.summary': text(
    { date: 'words', messages: 'count', reached: 'count', total: 'count' },
    {
      en: '📊 {date}: {messages, plural, one {# message} other {# messages}}, {reached, number} of {total, plural, one {# delivery} other {# deliveries}} arrived.',
      ne: '📊 {date}: {messages, number} वटा सन्देश, {total, number} मध्ये {reached, number} पुगे।',
    },
  ),
  'admin.laneStopped': text(
    { reason: 'words' },
    {
      en: '⚠️ The school’s WhatsApp number has stopped sending. {reason} Messages are kept and will go on afterwards.',
      ne: '⚠️ विद्यालयको ह्वाट्सएप नम्बरबाट सन्देश जान रोकिएको छ। {reason} सन्देशहरू सुरक्षित छन् र पछि जानेछन्।',
    },
  ),
};
