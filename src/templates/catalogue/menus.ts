import { text } from './define-text.ts';

/** Greetings, thanks, help, and the friendly menu where a text was not understood. Never a scolding. */
export const menus = {
  'greeting.teacher': text(
    { name: 'words' },
    {
      en: 'Namaste, {name}. Write today’s lesson, homework, attendance or a notice, in your own words.',
      ne: 'नमस्ते {name} ज्यू। आजको पाठ, गृहकार्य, हाजिरी वा सूचना आफ्नै शब्दमा लेख्नुहोस्।',
    },
  ),
  'greeting.guardian': text(
    { school: 'words' },
    {
      en: 'Namaste from {school}. You can ask about homework and attendance, tell us about leave, or write to the teacher here.',
      ne: '{school}बाट नमस्ते। यहाँ गृहकार्य र हाजिरी सोध्न, बिदा माग्न वा शिक्षकलाई लेख्न सक्नुहुन्छ।',
    },
  ),
  thanks: text({}, { en: '🙏 You are welcome.', ne: '🙏 तपाईंलाई पनि धन्यवाद।' }),
  'help.teacher': text(
    {},
    {
      en: 'You can write, for example:\n• 5A math: fractions, hw p45\n• 5A absent 3, 7\n• Notice 5A: meeting on Friday at 2\n• Tell Sita’s home that she has a fever\n\n*Undo* stops the last message. *Status* tells who got it.',
      ne: 'उदाहरणका लागि यसरी लेख्न सकिन्छ:\n• ५ क गणित: भिन्न, गृहकार्य पृष्ठ ४५\n• ५ क अनुपस्थित ३, ७\n• सूचना ५ क: शुक्रबार २ बजे बैठक\n• सीताको घरमा भन्नुहोस्: ज्वरो आएको छ\n\n*रद्द* लेख्दा पछिल्लो सन्देश रोकिन्छ। *स्थिति* लेख्दा कसले पायो थाहा हुन्छ।',
    },
  ),
  'help.admin': text(
    {},
    {
      en: 'You can write, for example:\n• Notice: school is closed tomorrow\n• Notice class 8: exam form by Friday\n• 5A absent 3, 7\n\n*Undo* stops the last message. *Status* tells who got it.',
      ne: 'उदाहरणका लागि यसरी लेख्न सकिन्छ:\n• सूचना: भोलि विद्यालय बन्द हुन्छ\n• सूचना कक्षा ८: शुक्रबारसम्म परीक्षा फारम भर्नुहोस्\n• ५ क अनुपस्थित ३, ७\n\n*रद्द* लेख्दा पछिल्लो सन्देश रोकिन्छ। *स्थिति* लेख्दा कसले पायो थाहा हुन्छ।',
    },
  ),
  'help.guardian': text(
    {},
    {
      en: 'You can write, for example:\n• What is the homework?\n• My child is sick and cannot come today\n• Attendance of this month\n• When is the next holiday?\n\nAnything else goes to the teacher. To stop messages, write *STOP*.',
      ne: 'उदाहरणका लागि यसरी लेख्न सकिन्छ:\n• आजको गृहकार्य के हो?\n• छोरी बिरामी छ, आज आउन सक्दिन\n• यो महिनाको हाजिरी\n• अर्को बिदा कहिले हो?\n\nअरू कुरा शिक्षकलाई दिइन्छ। सन्देश बन्द गर्न *बन्द* लेख्नुहोस्।',
    },
  ),
  'unknown.teacher': text(
    {},
    {
      en: 'Sorry, this was not clear, so nothing was sent. What would you like to do?',
      ne: 'माफ गर्नुहोस्, यो बुझिएन, त्यसैले केही पठाइएन। के गर्न चाहनुहुन्छ?',
    },
  ),
  'unknown.guardian': text(
    {},
    {
      en: 'Sorry, this was not clear. What would you like to do?',
      ne: 'माफ गर्नुहोस्, यो बुझिएन। के गर्न चाहनुहुन्छ?',
    },
  ),
};
