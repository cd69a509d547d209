import { text } from './define-text.ts';

/**
 * Why a person was not reached, one sentence a reason, for teachers and the office. The codes in the comments
 * are those of cloud-api.md section 4; the table from code to reason is `#whatsapp`'s.
 */
export const sendOutcomes = {
  'outcome.noPhone': text({}, { en: 'No phone number is known.', ne: 'फोन नम्बर छैन।' }),
  'outcome.noConsent': text(
    {},
    { en: 'They have not agreed to messages yet.', ne: 'सन्देश पाउन अहिलेसम्म सहमति दिनुभएको छैन।' },
  ),
  // 131050, and our own consent ledger
  'outcome.optedOut': text({}, { en: 'They have stopped these messages.', ne: 'यस्ता सन्देश बन्द गर्नुभएको छ।' }),
  // 131026
  'outcome.notOnWhatsApp': text(
    {},
    {
      en: 'The number is not on WhatsApp, or the app there is very old.',
      ne: 'यो नम्बर ह्वाट्सएपमा छैन, वा त्यहाँको एप धेरै पुरानो छ।',
    },
  ),
  // 131021, 131030, 131062, and numbers that cannot be dialled
  'outcome.wrongNumber': text({}, { en: 'The number seems to be wrong.', ne: 'नम्बर मिलेको देखिँदैन।' }),
  // 130403
  'outcome.blocked': text({}, { en: 'The school has blocked this number.', ne: 'विद्यालयले यो नम्बर रोकेको छ।' }),
  // 131047
  'outcome.windowClosed': text(
    {},
    {
      en: 'They have not written in the last 24 hours, so WhatsApp refused this form of message.',
      ne: 'उहाँले पछिल्लो २४ घण्टामा केही नलेख्नुभएकाले ह्वाट्सएपले यस्तो सन्देश मानेन।',
    },
  ),
  // 137000
  'outcome.numberChangedHands': text(
    {},
    {
      en: 'The phone of this number has changed. Please ask the parent whether the number is still theirs.',
      ne: 'यो नम्बरको फोन बदलिएको छ। नम्बर अझै उहाँकै हो कि होइन, सोध्नुहोस्।',
    },
  ),
  // 130497
  'outcome.country': text(
    {},
    { en: 'WhatsApp does not deliver to this country.', ne: 'ह्वाट्सएपले यो देशमा सन्देश पुर्‍याउँदैन।' },
  ),
  // 131049
  'outcome.messageCap': text(
    {},
    {
      en: 'WhatsApp holds back more messages to this person today.',
      ne: 'ह्वाट्सएपले आज उहाँलाई थप सन्देश पठाउन दिएन।',
    },
  ),
  // 130472
  'outcome.experiment': text(
    {},
    {
      en: 'WhatsApp left this person out. Please tell them in another way.',
      ne: 'ह्वाट्सएपले उहाँलाई छुटायो। कृपया अर्को तरिकाले खबर गर्नुहोस्।',
    },
  ),
  // 130429, 4, 80007
  'outcome.throughput': text(
    {},
    {
      en: 'Too much was sent at once; it is tried again by itself.',
      ne: 'एकै पटक धेरै सन्देश गए; आफैँ फेरि पठाइनेछ।',
    },
  ),
  // 131056
  'outcome.tooManyToOne': text(
    {},
    {
      en: 'This person got many messages in a short time; it is tried again by itself.',
      ne: 'उहाँलाई छोटो समयमा धेरै सन्देश गए; आफैँ फेरि पठाइनेछ।',
    },
  ),
  // 131048
  'outcome.numberQuality': text(
    {},
    {
      en: 'WhatsApp has limited the school’s number, because some people reported its messages.',
      ne: 'केहीले गुनासो गरेकाले ह्वाट्सएपले विद्यालयको नम्बरलाई सीमित गरेको छ।',
    },
  ),
  // 131042, 134011
  'outcome.payment': text(
    {},
    {
      en: 'The school’s WhatsApp account has a payment to settle.',
      ne: 'विद्यालयको ह्वाट्सएप खातामा भुक्तानी बाँकी छ।',
    },
  ),
  // 368, 131031
  'outcome.policy': text(
    {},
    {
      en: 'WhatsApp has locked the school’s account. The office has to write to WhatsApp.',
      ne: 'ह्वाट्सएपले विद्यालयको खाता रोकेको छ। कार्यालयले ह्वाट्सएपलाई लेख्नुपर्छ।',
    },
  ),
  // 0, 190, 3, 10, 200-299, 131005
  'outcome.access': text(
    {},
    {
      en: 'The connection to WhatsApp has to be renewed by the office.',
      ne: 'ह्वाट्सएपसँगको जडान कार्यालयले नवीकरण गर्नुपर्छ।',
    },
  ),
  // 33, 131037, 131045, 133000, 133005-133016
  'outcome.numberNotReady': text(
    {},
    {
      en: 'The school’s number is not ready on WhatsApp yet.',
      ne: 'विद्यालयको नम्बर ह्वाट्सएपमा अहिले तयार छैन।',
    },
  ),
  // 132001, 132015, 132016, 131064
  'outcome.templateUnavailable': text(
    {},
    {
      en: 'WhatsApp has not approved the form of this message at present.',
      ne: 'यस्तो सन्देशको ढाँचा अहिले ह्वाट्सएपबाट स्वीकृत छैन।',
    },
  ),
  // 100, 131008, 131009, 132000, 132005, 132008, 132012, 132018, 132068, 132069, 135000
  'outcome.ourMistake': text(
    {},
    {
      en: 'WhatsApp did not accept the form of the message. The mistake is ours and has been reported.',
      ne: 'सन्देशको रूप ह्वाट्सएपले मानेन। गल्ती हाम्रो हो, खबर भइसकेको छ।',
    },
  ),
  // 132007
  'outcome.templatePolicy': text(
    {},
    {
      en: 'The words go against WhatsApp’s rules.',
      ne: 'सन्देशका शब्द ह्वाट्सएपको नियमसँग मिलेनन्।',
    },
  ),
  // 131051
  'outcome.unsupported': text(
    {},
    { en: 'WhatsApp cannot carry this kind of message.', ne: 'यस्तो सन्देश ह्वाट्सएपबाट जाँदैन।' },
  ),
  // 131052, 131053
  'outcome.media': text(
    {},
    { en: 'The photo or file could not be passed on.', ne: 'फोटो वा फाइल पठाउन सकिएन।' },
  ),
  // 1, 2, 131000, 131016, 131057, 133004
  'outcome.whatsAppTrouble': text(
    {},
    { en: 'WhatsApp itself has trouble; it is tried again.', ne: 'ह्वाट्सएपमै समस्या छ; फेरि प्रयास गरिँदै छ।' },
  ),
  // 200 from WhatsApp and no `delivered` in the time allowed
  'outcome.notDelivered': text(
    {},
    { en: 'The phone has been off or without internet.', ne: 'फोन बन्द छ वा इन्टरनेट छैन।' },
  ),
  // cut off after the request had left, and no status since
  'outcome.unknown': text(
    {},
    {
      en: 'We do not know whether it arrived, and did not send it twice.',
      ne: 'पुग्यो कि पुगेन, थाहा भएन; दोहोर्‍याएर पठाइएको छैन।',
    },
  ),
  'outcome.cancelled': text({}, { en: 'It was stopped before it went out.', ne: 'जानुअघि नै रोकियो।' }),
  'outcome.other': text({}, { en: 'WhatsApp did not deliver it.', ne: 'ह्वाट्सएपले पुर्‍याएन।' }),
};
