import { text } from './define-text.ts';

/**
 * Why a person was not reached, one sentence a reason, for teachers and the office. First the reasons of
 * `#whatsapp/classify-code.ts`, which turns Meta's codes (cloud-api.md section 4) into them; then those that are known
 * before anything is sent, and those of a delivery that is still under way.
 */
export const sendOutcomes = {
  'outcome.not_on_whatsapp': text(
    {},
    {
      en: 'The number is not on WhatsApp, or the app there is very old.',
      ne: 'यो नम्बर ह्वाट्सएपमा छैन, वा त्यहाँको एप धेरै पुरानो छ।',
    },
  ),
  'outcome.blocked': text({}, { en: 'The school has blocked this number.', ne: 'विद्यालयले यो नम्बर रोकेको छ।' }),
  'outcome.opted_out': text({}, { en: 'They have stopped these messages.', ne: 'यस्ता सन्देश बन्द गर्नुभएको छ।' }),
  'outcome.window_closed': text(
    {},
    {
      en: 'They have not written in the last 24 hours, so WhatsApp refused this form of message.',
      ne: 'पछिल्लो २४ घण्टामा केही नलेख्नुभएकाले ह्वाट्सएपले यस्तो सन्देश मानेन।',
    },
  ),
  'outcome.template_problem': text(
    {},
    {
      en: 'WhatsApp has not approved the form of this message at present.',
      ne: 'यस्तो सन्देशको ढाँचा अहिले ह्वाट्सएपबाट स्वीकृत छैन।',
    },
  ),
  'outcome.content_refused': text(
    {},
    {
      en: 'WhatsApp did not accept the message as it is.',
      ne: 'यो सन्देश जस्ताको तस्तै पठाउन ह्वाट्सएपले मानेन।',
    },
  ),
  'outcome.media_refused': text(
    {},
    {
      en: 'WhatsApp could not show the file. Sent once more, as a photo or a PDF, it may go.',
      ne: 'ह्वाट्सएपले फाइल देखाउन सकेन। फोटो वा पीडीएफका रूपमा फेरि पठाउँदा जान सक्छ।',
    },
  ),
  'outcome.token': text(
    {},
    {
      en: 'The school’s connection to WhatsApp has ended. The office has to renew it.',
      ne: 'विद्यालयको ह्वाट्सएप जडान सकिएको छ। कार्यालयले नवीकरण गर्नुपर्छ।',
    },
  ),
  'outcome.permission': text(
    {},
    {
      en: 'The school’s WhatsApp account does not allow this yet. The office has to permit it.',
      ne: 'विद्यालयको ह्वाट्सएप खाताले अहिले यो गर्न दिँदैन। कार्यालयले अनुमति दिनुपर्छ।',
    },
  ),
  'outcome.payment': text(
    {},
    {
      en: 'The school’s WhatsApp account has a payment to settle.',
      ne: 'विद्यालयको ह्वाट्सएप खातामा भुक्तानी बाँकी छ।',
    },
  ),
  'outcome.policy': text(
    {},
    {
      en: 'WhatsApp holds that this goes against its rules. The office has to write to WhatsApp.',
      ne: 'ह्वाट्सएपका अनुसार यो उसको नियमसँग मिलेन। कार्यालयले ह्वाट्सएपलाई लेख्नुपर्छ।',
    },
  ),
  'outcome.quality': text(
    {},
    {
      en: 'WhatsApp has limited the school’s number for a while, because some people reported its messages.',
      ne: 'केहीले गुनासो गरेकाले ह्वाट्सएपले विद्यालयको नम्बरलाई केही समय सीमित गरेको छ।',
    },
  ),
  'outcome.number_setup': text(
    {},
    {
      en: 'The school’s number is not ready on WhatsApp yet.',
      ne: 'विद्यालयको नम्बर ह्वाट्सएपमा अहिले तयार छैन।',
    },
  ),
  'outcome.country': text(
    {},
    { en: 'WhatsApp does not deliver to this country.', ne: 'ह्वाट्सएपले यो देशमा सन्देश पुर्‍याउँदैन।' },
  ),
  'outcome.held_back': text(
    {},
    {
      en: 'WhatsApp held this message back. Please tell them in another way.',
      ne: 'ह्वाट्सएपले यो सन्देश रोक्यो। कृपया अर्को तरिकाले खबर गर्नुहोस्।',
    },
  ),
  'outcome.gave_up': text(
    {},
    {
      en: 'WhatsApp could not be reached, though we tried many times.',
      ne: 'धेरै पटक प्रयास गर्दा पनि ह्वाट्सएपसँग सम्पर्क भएन।',
    },
  ),
  'outcome.unsettled': text(
    {},
    {
      en: 'We do not know whether it arrived, and did not send it twice.',
      ne: 'पुग्यो कि पुगेन, थाहा भएन; दोहोर्‍याएर पठाइएको छैन।',
    },
  ),
  'outcome.daily_limit': text(
    {},
    {
      en: 'WhatsApp lets the school reach only so many new people in a day, and it would have come too late.',
      ne: 'ह्वाट्सएपले एक दिनमा तोकिएको सङ्ख्याका नयाँ व्यक्तिलाई मात्र सन्देश पठाउन दिन्छ; यो पुग्दा ढिलो हुने थियो।',
    },
  ),
  'outcome.other': text({}, { en: 'WhatsApp did not deliver it.', ne: 'ह्वाट्सएपले पुर्‍याएन।' }),

  'outcome.expired': text(
    {},
    {
      en: 'It could not go out before it was out of date, so it was not sent.',
      ne: 'समयमा पठाउन नसकिएकाले र अब ढिलो भइसकेकाले पठाइएन।',
    },
  ),
  'outcome.by_hand': text(
    {},
    {
      en: 'Sending from this number has been stopped by hand for now.',
      ne: 'यो नम्बरबाट सन्देश पठाउन अहिलेका लागि रोकिएको छ।',
    },
  ),
  'outcome.paused': text(
    {},
    { en: 'The school has stopped all messages for now.', ne: 'विद्यालयले अहिलेका लागि सबै सन्देश रोकेको छ।' },
  ),

  'outcome.no_phone': text({}, { en: 'No phone number is known.', ne: 'फोन नम्बर छैन।' }),
  'outcome.wrong_number': text({}, { en: 'The number seems to be wrong.', ne: 'नम्बर मिलेको देखिँदैन।' }),
  'outcome.no_consent': text(
    {},
    { en: 'They have not agreed to messages yet.', ne: 'सन्देश पाउन अहिलेसम्म सहमति दिनुभएको छैन।' },
  ),
  'outcome.cancelled': text({}, { en: 'It was stopped before it went out.', ne: 'जानुअघि नै रोकियो।' }),

  'outcome.throughput': text(
    {},
    { en: 'Many messages are going out at once; it will follow.', ne: 'एकै पटक धेरै सन्देश जाँदै छन्; यो पनि जानेछ।' },
  ),
  'outcome.trying_again': text(
    {},
    { en: 'WhatsApp has trouble; we are trying again.', ne: 'ह्वाट्सएपमा समस्या छ; फेरि प्रयास गरिँदै छ।' },
  ),
  'outcome.not_delivered': text(
    {},
    { en: 'The phone is off or has no internet.', ne: 'फोन बन्द छ वा इन्टरनेट छैन।' },
  ),
};
