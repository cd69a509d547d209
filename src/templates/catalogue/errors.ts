import { text } from './define-text.ts';

/** What could not be done, said without blame: what is the matter, then what helps. */
export const errors = {
  'error.nobodyInAudience': text(
    { audience: 'words' },
    {
      en: 'No parent of {audience} can be reached on WhatsApp yet, so nothing was sent. The school office can add their numbers.',
      ne: '{audience}का कुनै अभिभावकलाई ह्वाट्सएपमा पठाउन मिलेन, त्यसैले केही गएन। विद्यालयको कार्यालयले नम्बर थप्न सक्छ।',
    },
  ),
  'error.notAllowedClass': text(
    { class: 'words' },
    {
      en: '{class} is not among your classes, so nothing was sent. If it should be, please tell the school office.',
      ne: '{class} तपाईंका कक्षामध्ये पर्दैन, त्यसैले केही पठाइएन। पर्नुपर्ने हो भने विद्यालयको कार्यालयलाई भन्नुहोस्।',
    },
  ),
  'error.noSuchClass': text(
    { typed: 'typed' },
    {
      en: 'The school has no class “{typed}”. Please write the class again.',
      ne: 'विद्यालयमा “{typed}” भन्ने कक्षा छैन। कृपया कक्षा फेरि लेख्नुहोस्।',
    },
  ),
  'error.notAllowed': text(
    {},
    {
      en: 'Only the school office can send this. Nothing was sent.',
      ne: 'यो विद्यालयको कार्यालयले मात्र पठाउन सक्छ। केही पठाइएको छैन।',
    },
  ),
  'error.notRegistered': text(
    {},
    {
      en: 'Namaste. This number is not yet on the list of any school here. Please ask your school to add it.',
      ne: 'नमस्ते। यो नम्बर अहिलेसम्म कुनै विद्यालयको सूचीमा छैन। कृपया आफ्नो विद्यालयलाई थप्न भन्नुहोस्।',
    },
  ),
  'error.noClassList': text(
    { class: 'words' },
    {
      en: 'The list of pupils of {class} is not here yet. Please ask the school office to add it.',
      ne: '{class}का विद्यार्थीको सूची अहिलेसम्म छैन। कृपया विद्यालयको कार्यालयलाई थप्न भन्नुहोस्।',
    },
  ),
  'error.noDate': text(
    { typed: 'typed' },
    {
      en: 'There is no day “{typed}” in the calendar. Please write the date again.',
      ne: 'पात्रोमा “{typed}” भन्ने दिन छैन। कृपया मिति फेरि लेख्नुहोस्।',
    },
  ),
  'error.mediaKind': text(
    {},
    {
      en: 'This kind of file cannot be passed on. Photos, videos, voice notes and documents such as PDF can.',
      ne: 'यस्तो फाइल पठाउन मिल्दैन। फोटो, भिडियो, आवाज र पीडीएफजस्ता कागजात पठाउन मिल्छ।',
    },
  ),
  'error.mediaTooBig': text(
    { megabytes: 'count' },
    {
      en: 'This file is too big. Please send one of at most {megabytes, number} MB.',
      ne: 'यो फाइल धेरै ठुलो छ। कृपया बढीमा {megabytes, number} एमबीको पठाउनुहोस्।',
    },
  ),
  'error.mediaFailed': text(
    {},
    {
      en: 'The file could not be opened. Please send it once more.',
      ne: 'फाइल खोल्न सकिएन। कृपया फेरि एक पटक पठाउनुहोस्।',
    },
  ),
  'error.mediaGone': text(
    {},
    {
      en: 'WhatsApp does not have this file any more. Please send it once more.',
      ne: 'यो फाइल अब ह्वाट्सएपमा छैन। कृपया फेरि एक पटक पठाउनुहोस्।',
    },
  ),
  'error.mediaTooMany': text(
    { most: 'count' },
    {
      en: 'At most {most, number} files can go together. Please send fewer.',
      ne: 'एकै पटक बढीमा {most, number} वटा फाइल पठाउन मिल्छ। कृपया केही घटाएर पठाउनुहोस्।',
    },
  ),
  'error.paused': text(
    {},
    {
      en: 'The school has stopped sending for now. Your message is kept and will go out later.',
      ne: 'विद्यालयले अहिले सन्देश पठाउन रोकेको छ। तपाईंको सन्देश सुरक्षित छ, पछि पठाइनेछ।',
    },
  ),
  'error.ourTrouble': text(
    {},
    {
      en: 'Something is not working on our side. Your message is kept and we are trying again; you need not send it twice.',
      ne: 'हाम्रोतर्फ केही समस्या छ। तपाईंको सन्देश सुरक्षित छ र हामी फेरि प्रयास गर्दै छौँ; दोहोर्‍याएर पठाउनु पर्दैन।',
    },
  ),
};
