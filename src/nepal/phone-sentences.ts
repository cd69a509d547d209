/** Why a text is no telephone number that a message can go to. */
export type PhoneProblem =
  | 'empty'
  | 'placeholder'
  | 'not-a-phone'
  | 'letters-in-number'
  | 'digits-lost'
  | 'too-short'
  | 'too-long'
  | 'area-code-missing'
  | 'country-code-unclear'
  | 'unknown-number'
  | 'unknown-foreign-number'
  | 'several-numbers';

/** What to look at in a number that was read all the same. */
export type PhoneWarning =
  | 'dead-prefix'
  | 'unusual-prefix'
  | 'looks-invented'
  | 'landline'
  | 'plus-added'
  | 'plus-ignored';

type Sentence = { en: string; ne: string };

/** For each problem, what the person at the school should do, in plain words. */
export const phoneProblemSentences: Record<PhoneProblem, Sentence> = {
  empty: {
    en: 'There is no number. Please ask the guardian for one.',
    ne: 'नम्बर छैन। कृपया अभिभावकसँग नम्बर माग्नुहोस्।',
  },
  placeholder: {
    en: 'This only fills the cell and is not a real number. Please ask the guardian for the number.',
    ne: 'यो कोठा भर्न मात्र लेखिएको देखिन्छ, साँचो नम्बर होइन। कृपया अभिभावकसँग नम्बर माग्नुहोस्।',
  },
  'not-a-phone': {
    en: 'This is not a telephone number. Please write the ten digits of the mobile.',
    ne: 'यो फोन नम्बर होइन। कृपया मोबाइलका दस अङ्क लेख्नुहोस्।',
  },
  'letters-in-number': {
    en: 'There is a letter among the digits, perhaps O for 0 or l for 1. Please write digits only.',
    ne: 'अङ्कको बीचमा अक्षर छ, सायद 0 को ठाउँमा O वा 1 को ठाउँमा l। कृपया अङ्क मात्र लेख्नुहोस्।',
  },
  'digits-lost': {
    en: 'Excel has rounded this number and its last digits are gone. Please format the column as Text and type the number again.',
    ne: 'Excel ले यो नम्बरका पछिल्ला अङ्क हटाइदिएको छ। कृपया कोलमलाई Text बनाएर नम्बर फेरि लेख्नुहोस्।',
  },
  'too-short': {
    en: 'Some digits are missing. A mobile number in Nepal has ten.',
    ne: 'केही अङ्क छुटेका छन्। नेपालको मोबाइल नम्बरमा दस अङ्क हुन्छन्।',
  },
  'too-long': {
    en: 'There are too many digits. A mobile number in Nepal has ten; write two numbers with a comma between them.',
    ne: 'अङ्क बढी भए। नेपालको मोबाइल नम्बरमा दस अङ्क हुन्छन्; दुई नम्बर भए बीचमा अल्पविराम (,) राख्नुहोस्।',
  },
  'area-code-missing': {
    en: 'This looks like a landline without its area code. Please write it like 01-4412345, or give a mobile number.',
    ne: 'यो क्षेत्र कोड नभएको टेलिफोन नम्बर जस्तो छ। कृपया 01-4412345 जसरी लेख्नुहोस् वा मोबाइल नम्बर दिनुहोस्।',
  },
  'country-code-unclear': {
    en: 'This may be a number abroad or a Nepali one with a digit too many. For abroad, please write + and the country code first.',
    ne: 'यो विदेशको नम्बर वा अङ्क बढी भएको नेपाली नम्बर हुन सक्छ। विदेशको भए सुरुमा + र देशको कोड लेख्नुहोस्।',
  },
  'unknown-number': {
    en: 'No mobile in Nepal begins like this. Please check it; for a number abroad, write + and the country code first.',
    ne: 'नेपालमा यसरी सुरु हुने मोबाइल नम्बर हुँदैन। कृपया जाँच्नुहोस्; विदेशको भए सुरुमा + र देशको कोड लेख्नुहोस्।',
  },
  'unknown-foreign-number': {
    en: 'This is not a valid number in that country. Please check the country code and the digits.',
    ne: 'त्यस देशमा यस्तो नम्बर हुँदैन। कृपया देशको कोड र अङ्कहरू जाँच्नुहोस्।',
  },
  'several-numbers': {
    en: 'There is more than one number here. Please write one.',
    ne: 'यहाँ एकभन्दा बढी नम्बर छन्। कृपया एउटा मात्र लेख्नुहोस्।',
  },
};

/** For each warning, what the person at the school should know, in plain words. */
export const phoneWarningSentences: Record<PhoneWarning, Sentence> = {
  'dead-prefix': {
    en: 'This network (Smart, UTL or Hello) has closed. Please ask the guardian for a new number.',
    ne: 'यो नेटवर्क (स्मार्ट, युटिएल वा हेलो) बन्द भइसकेको छ। कृपया अभिभावकसँग नयाँ नम्बर माग्नुहोस्।',
  },
  'unusual-prefix': {
    en: 'We know no network in Nepal with this beginning. Please check the number; if it is Indian, write +91 first.',
    ne: 'यसरी सुरु हुने नेपाली नेटवर्क हामीलाई थाहा छैन। कृपया नम्बर जाँच्नुहोस्; भारतको भए सुरुमा +91 लेख्नुहोस्।',
  },
  'looks-invented': {
    en: 'The digits are all alike, so the number may be invented. Please check it.',
    ne: 'सबै अङ्क उस्तै भएकाले यो नम्बर काल्पनिक हुन सक्छ। कृपया जाँच्नुहोस्।',
  },
  landline: {
    en: 'This is a landline. WhatsApp usually does not reach it; please add a mobile number.',
    ne: 'यो टेलिफोन (ल्यान्डलाइन) नम्बर हो। यसमा प्रायः WhatsApp पुग्दैन; कृपया मोबाइल नम्बर पनि थप्नुहोस्।',
  },
  'plus-added': {
    en: 'We read this as a number abroad whose + was lost. Please check the country code.',
    ne: 'यसलाई + छुटेको विदेशी नम्बर मानिएको छ। कृपया देशको कोड जाँच्नुहोस्।',
  },
  'plus-ignored': {
    en: 'We read this as a Nepali number, although it was written with + and without 977. Please check it.',
    ne: '+ भए पनि 977 नभएकाले यसलाई नेपाली नम्बर मानिएको छ। कृपया जाँच्नुहोस्।',
  },
};
