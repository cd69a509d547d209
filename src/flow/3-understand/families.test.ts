import { checkReadings } from '#test/support/check-readings.ts';

// Kinds of texts of families: a question or something told, what is for a person, a choice of language or messages.

const PARENT = {
  role: 'guardian' as const,
  classes: [],
  children: [{ name: 'Nirajan Thapa', nameNe: 'निराजन थापा', class: '4A' }],
};

const ask = (intent: string, date?: string) => ({
  intent,
  child: 'Nirajan Thapa',
  ...(date ? { date } : {}),
});

checkReadings('a question', PARENT, [
  ['bholi school khulcha ki bida ho', ask('ask_calendar', '2026-12-09')],
  ['parsi bida ho ki school khulcha', ask('ask_calendar', '2026-12-10')],
  ['sukrabar chutti cha ki nai', ask('ask_calendar', '2026-12-11')],
  ['tihar ko bida kahile dekhi ho sir', ask('ask_calendar')],
  ['भोलि विद्यालय बिदा हो कि खुल्छ', ask('ask_calendar', '2026-12-09')],
  ['is tomorrow a holiday or school is open', ask('ask_calendar', '2026-12-09')],
  ['Nirajan aaja school pugyo ki bato ma cha', ask('ask_attendance', '2026-12-08')],
  ['Nirajan school aayo?', ask('ask_attendance')],
  ['aaja Nirajan class ma thiyo?', ask('ask_attendance', '2026-12-08')],
  ['hijo Nirajan absent thiyo re, ho?', ask('ask_attendance', '2026-12-07')],
  ['aaja k homework dinu bhayo Nirajan lai', ask('ask_homework', '2026-12-08')],
  ['Nirajan ko fee kati baki cha', ask('ask_fee')],
  ['kahile samma fee tirnu parcha', ask('ask_fee')],
  ['pariksha kahile bata suru huncha', ask('ask_calendar')],
  ['result kahile aaucha', ask('ask_result')],
  ['aajako homework pathaidinu paryo', ask('ask_homework', '2026-12-08')],
  ['निराजनको आजको गृहकार्य के छ', ask('ask_homework', '2026-12-08')],
  ['निराजन आज विद्यालय पुग्यो?', ask('ask_attendance', '2026-12-08')],
  ['परीक्षाको नतिजा कहिले आउँछ', ask('ask_result')],
  ['बिदा कहिलेसम्म छ', ask('ask_calendar')],
  ['when does school reopen after dashain', ask('ask_calendar')],
  ['Did Nirajan reach school today', ask('ask_attendance', '2026-12-08')],
  ['how much is due this month for Nirajan', ask('ask_fee')],
]);

checkReadings('for a person', PARENT, [
  ['bus aaja aadha ghanta dhilo aayo, k bhako ho bujhidinu paryo', { intent: 'reply' }],
  ['bus kina aayena aaja?', { intent: 'reply' }],
  ['kati baje bus aaucha bholi', { intent: 'reply' }],
  ['Nirajan le homework gareko cha, copy herdinu hola', { intent: 'reply' }],
  ['homework dherai garho bhayo, ali kam dinus na', { intent: 'reply' }],
  ['fee bholi tirchu hai', { intent: 'reply' }],
  ['Nirajan ali dhilo aaucha aaja', { intent: 'reply' }],
  ['uniform kaha kinna paincha', { intent: 'reply' }],
  ['Nirajan school bata ghar aaipugyo, dhanyabad', { intent: 'reply' }],
  ['can i meet class teacher tomorrow', { intent: 'reply' }],
  ['Nirajan lai kasle kutyo bujhidinus na', { intent: 'reply' }],
  ['Nirajan aaja dekhi school aaucha, sancho bhayo', { intent: 'reply' }],
  ['he is better now and will come tomorrow', { intent: 'reply' }],
]);

checkReadings('a choice', PARENT, [
  ['malai english aaudaina, nepali ma pathaidinus', { intent: 'set_language', language: 'ne' }],
  ['english padhna jandina, nepali ma lekhera pathaunu hola', { intent: 'set_language', language: 'ne' }],
  ['मलाई अंग्रेजी आउँदैन, नेपालीमा लेखेर पठाइदिनुहोस्', { intent: 'set_language', language: 'ne' }],
  ['I cannot read Nepali, please write in English', { intent: 'set_language', language: 'en' }],
  ['duitai bhasa ma pathaunu', { intent: 'set_language', language: 'both' }],
  ['english ma message pathaunus na please', { intent: 'set_language', language: 'en' }],
  ['homework ko message aba pathaunu pardaina', { intent: 'opt_out', topic: 'homework' }],
  ['malai suchana haru napathaunu hola', { intent: 'opt_out', topic: 'announcements' }],
  ['STOP', { intent: 'opt_out', topic: 'all' }],
  ['stop all messages', { intent: 'opt_out', topic: 'all' }],
  ['homework feri pathauna suru garnus', { intent: 'opt_in', topic: 'homework' }],
  ['गृहकार्यको सन्देश नपठाउनुहोला', { intent: 'opt_out', topic: 'homework' }],
  ['please start sending notices again', { intent: 'opt_in', topic: 'announcements' }],
]);

checkReadings('a question by its words', PARENT, [
  ['Namaste, how much is the fee', ask('ask_fee')],
  ['hajur fee kati ho hola', ask('ask_fee')],
  ['sukrabar bida ho', ask('ask_calendar', '2026-12-11')],
  ['aitabar school banda ho', ask('ask_calendar', '2026-12-13')],
  ['how did Nirajan do in the exam?', ask('ask_result')],
  ['did teacher give homework today?', ask('ask_homework', '2026-12-08')],
  ['कति तिर्नुपर्छ', ask('ask_fee')],
  ['निराजन कक्षामा छ कि छैन', ask('ask_attendance')],
]);

checkReadings('told, not asked', PARENT, [
  ['Nirajan forgot his tiffin at home', { intent: 'reply' }],
  ['I have transferred the fee, please confirm when you receive it', { intent: 'reply' }],
  ['Nirajan will come at 11 today, he has a blood test first', { intent: 'reply' }],
  ['mama le meeting ma aauna mildaina bhannu bhayeko cha, kaam cha re', { intent: 'reply' }],
]);

checkReadings('a choice in other words', PARENT, [
  ['सूचना पठाउन बन्द गरिदिनु', { intent: 'opt_out', topic: 'announcements' }],
  ['english bujhdina, nepali ma lekhidinuhola', { intent: 'set_language', language: 'ne' }],
]);
