import { text } from './define-text.ts';

const topics = ['all', 'homework', 'announcements'] as const;

/** Consent, opting out and in, and the choice of language. The keyword STOP is `बन्द` in Nepali (nepal.md section 7). */
export const consent = {
  'consent.request': text(
    { school: 'words', children: 'words' },
    {
      en: 'Namaste. {school} would like to send you homework, attendance and notices about {children} on this number. Do you agree? You can stop at any time.',
      ne: 'नमस्ते। {school}ले {children}को गृहकार्य, हाजिरी र सूचना यो नम्बरमा पठाउन चाहन्छ। के तपाईं सहमत हुनुहुन्छ? जुनसुकै बेला बन्द गर्न सक्नुहुन्छ।',
    },
  ),
  'consent.welcome': text(
    { school: 'words', children: 'words' },
    {
      en: 'Namaste. Here you will get homework, attendance and notices about {children} from {school}.\nTo stop them, write *STOP*.',
      ne: 'नमस्ते। अब यहाँ {school}बाट {children}को गृहकार्य, हाजिरी र सूचना आउनेछन्।\nबन्द गर्न *बन्द* लेख्नुहोस्।',
    },
  ),
  'consent.declined': text(
    { school: 'words' },
    {
      en: 'All right. {school} will send you nothing here. If you change your mind, write *START*.',
      ne: 'हुन्छ। {school}बाट यहाँ केही आउने छैन। मन बदलिए *सुरु* लेख्नुहोस्।',
    },
  ),
  'consent.stopInfo': text(
    {},
    {
      en: 'To stop all messages, write *STOP*. To stop only homework, write *STOP HOMEWORK*. To stop only notices, write *STOP NOTICES*. To get them again, write *START*.',
      ne: 'सबै सन्देश बन्द गर्न *बन्द* लेख्नुहोस्। गृहकार्य मात्र बन्द गर्न *गृहकार्य बन्द* लेख्नुहोस्। सूचना मात्र बन्द गर्न *सूचना बन्द* लेख्नुहोस्। फेरि पाउन *सुरु* लेख्नुहोस्।',
    },
  ),
  'consent.optedOut': text(
    { school: 'words', topic: topics },
    {
      en: '{topic, select, homework {Homework messages} announcements {Notices} other {All messages}} from {school} are stopped. To get them again, write *START*.',
      ne: '{school}बाट आउने {topic, select, homework {गृहकार्यका सन्देश} announcements {सूचना} other {सबै सन्देश}} बन्द गरियो। फेरि पाउन *सुरु* लेख्नुहोस्।',
    },
  ),
  'consent.optedIn': text(
    { school: 'words', topic: topics },
    {
      en: '{topic, select, homework {Homework messages} announcements {Notices} other {Messages}} from {school} will come again. To stop them, write *STOP*.',
      ne: '{school}बाट {topic, select, homework {गृहकार्यका सन्देश} announcements {सूचना} other {सन्देश}} फेरि आउनेछन्। बन्द गर्न *बन्द* लेख्नुहोस्।',
    },
  ),
  'language.choose': text(
    {},
    {
      en: 'In which language would you like messages?',
      ne: 'सन्देश कुन भाषामा चाहनुहुन्छ?',
    },
  ),
  'language.chosen': text(
    { language: ['en', 'ne', 'both'] },
    {
      en: 'From now on, messages will come in {language, select, en {English} ne {Nepali} other {Nepali and English}}.',
      ne: 'अबदेखि सन्देश {language, select, en {अंग्रेजीमा} ne {नेपालीमा} other {नेपाली र अंग्रेजी दुवैमा}} आउनेछन्।',
    },
  ),
};
