import { checkReadings, TODAY } from '#test/support/check-readings.ts';

// Kinds of leave requests: the whole reason and nothing else, the days, the child.

const PARENT = {
  role: 'guardian' as const,
  classes: [],
  children: [{ name: 'Nirajan Thapa', nameNe: 'निराजन थापा', class: '4A' }],
};
const PARENT_OF_TWO = {
  role: 'guardian' as const,
  classes: [],
  children: [
    { name: 'Nirajan Thapa', nameNe: 'निराजन थापा', class: '4A' },
    { name: 'Smriti Thapa', nameNe: 'स्मृति थापा', class: '8A' },
  ],
};

const leave = (slots: object) => ({
  intent: 'leave_request',
  child: 'Nirajan Thapa',
  from: TODAY,
  to: TODAY,
  ...slots,
});

checkReadings('the reason of a leave', PARENT, [
  ['Nirajan has fever and cough so no school today', leave({ reason: 'fever and cough' })],
  ['Nirajan is down with fever so he will not come today', leave({ reason: 'down with fever' })],
  [
    'Nirajan aaja school aundaina, pet dukhera rati bhari royo',
    leave({ reason: 'pet dukhera rati bhari royo' }),
  ],
  ['nirajan aaja aaudaina, jwaro aayera suteko cha', leave({ reason: 'jwaro aayera suteko cha' })],
  [
    'Nirajan lai bholi bida chahiyo, aankha ko doctor kaha lanu parne',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'aankha ko doctor kaha lanu parne' }),
  ],
  [
    'bholi nirajan ko bida, didi ko bihe ma jane',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'didi ko bihe ma jane' }),
  ],
  [
    'aitabar Nirajan ko bida, mama ko bratabandha ma janu parne',
    leave({ from: '2026-12-13', to: '2026-12-13', reason: 'mama ko bratabandha ma janu parne' }),
  ],
  [
    'Nirajan lai aaja pathauna sakina sir, haat bhachiyera hospital ma cha',
    leave({ reason: 'haat bhachiyera hospital ma' }),
  ],
  ['निराजन आज विद्यालय आउँदैन, रातभरि ज्वरो आएर सुतेन', leave({ reason: 'रातभरि ज्वरो आएर सुतेन' })],
  [
    'निराजनलाई भोलि र पर्सि बिदा चाहियो, हजुरबुबाको श्राद्ध छ',
    leave({ from: '2026-12-09', to: '2026-12-10', reason: 'हजुरबुबाको श्राद्ध छ' }),
  ],
  [
    'दिदीको बिहे भएकोले निराजन भोलि आउँदैन',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'दिदीको बिहे भएकोले' }),
  ],
  ['दाँत दुखेर डाक्टरकहाँ लैजानुपर्ने भएकाले आज निराजन आउन सक्दैन', leave({ reason: 'दाँत दुखेर डाक्टरकहाँ लैजानुपर्ने भएकाले' })],
  [
    'We have to go to our village for a land matter, so Nirajan will be absent tomorrow',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'We have to go to our village for a land matter' }),
  ],
  [
    'since his grandmother passed away Nirajan cannot come till Friday',
    leave({ to: '2026-12-11', reason: 'his grandmother passed away' }),
  ],
  [
    'Nirajan will be absent on Thursday because we have a family puja at home',
    leave({ from: '2026-12-10', to: '2026-12-10', reason: 'we have a family puja at home' }),
  ],
  [
    'Please excuse Nirajan today. He twisted his ankle playing football.',
    leave({ reason: 'twisted his ankle playing football' }),
  ],
  [
    'Nirajan fell from the stairs and hurt his knee, he cannot come for 2 days',
    leave({ to: '2026-12-09', reason: 'fell from the stairs and hurt his knee' }),
  ],
  ['Nirajan vomited all night. No school today please', leave({ reason: 'vomited all night' })],
  ['Nirajan ko khutta ma chot lageko le aaja aundaina', leave({ reason: 'khutta ma chot lageko' })],
  [
    'ghar ma puja bhako le bholi Nirajan aundaina',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'ghar ma puja bhako le' }),
  ],
  [
    'kaka ko chora ko pasni ma jana parne bhayera Nirajan parsi aaudaina',
    leave({ from: '2026-12-10', to: '2026-12-10', reason: 'kaka ko chora ko pasni ma jana parne' }),
  ],
  ['bato banda bhayera Nirajan school auna sakena aaja', leave({ reason: 'bato banda' })],
  ['pani dherai pareko le aaja Nirajan lai pathaina', leave({ reason: 'dherai pareko' })],
  [
    'Nirajan not coming today. his mother is in hospital and nobody to drop him',
    leave({ reason: 'his mother is in hospital and nobody to drop' }),
  ],
  [
    'Nirajan wont come today bcoz of stomach pain and vomiting',
    leave({ reason: 'stomach pain and vomiting' }),
  ],
  ['Due to heavy cough and cold Nirajan will not attend today', leave({ reason: 'heavy cough and cold' })],
  [
    'Kindly grant leave to my son Nirajan from 10 to 12 December as we are travelling to Pokhara',
    leave({ from: '2026-12-10', to: '2026-12-12', reason: 'we are travelling to Pokhara' }),
  ],
  ['nirajan 3 din aaudaina gaun ma jatra cha', leave({ to: '2026-12-10', reason: 'gaun ma jatra cha' })],
  [
    'bholi dekhi 3 din Nirajan lai bida dinu hola, mamaghar ma saptaha lageko cha',
    leave({ from: '2026-12-09', to: '2026-12-11', reason: 'mamaghar ma saptaha lageko cha' }),
  ],
  ['सर, निराजनको टाउको दुखेको छ आज आउन सक्दैन', leave({ reason: 'टाउको दुखेको छ' })],
  ['Nirajan lai rughakhoki lageko cha, aaja pathaudina', leave({ reason: 'rughakhoki lageko cha' })],
  ['aaja Nirajan ko tabiyat thik chaina, school aaudaina', leave({ reason: 'tabiyat thik chaina' })],
  [
    'Nirajan ajha sancho bhayeko chaina, bholi pani aaudaina',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'ajha sancho bhayeko chaina' }),
  ],
  [
    'Nirajan ko passport banauna jane bhayekole mangalbar bida paum',
    leave({ from: '2026-12-15', to: '2026-12-15', reason: 'passport banauna jane bhayekole' }),
  ],
  ['Nirajan will come late today because of doctor appointment', { intent: 'reply' }],
  [
    'chhori aaja aundaina, bihana dekhi banta gareko gaeki cha',
    leave({ reason: 'bihana dekhi banta gareko gaeki cha' }),
  ],
]);

checkReadings('the reason of a leave', PARENT_OF_TWO, [
  [
    'Nirajan ra Smriti dubai bholi aaudaina, didi ko bihe cha',
    {
      intent: 'leave_request',
      ask: 'student',
      from: '2026-12-09',
      to: '2026-12-09',
      reason: 'didi ko bihe cha',
    },
  ],
  ['Smriti is not well today, she will stay home', leave({ child: 'Smriti Thapa', reason: 'not well' })],
]);

checkReadings('reasons, days and children', PARENT, [
  [
    'Nirajan is suffering from typhoid hence unable to attend classes till Sunday',
    leave({ to: '2026-12-13', reason: 'typhoid' }),
  ],
  [
    'my son Nirajan cannot attend school tomorrow as there is a death in the family',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'there is a death in the family' }),
  ],
  [
    'Nirajan got hurt in an accident. He will not come for 3 days.',
    leave({ to: '2026-12-10', reason: 'hurt in an accident' }),
  ],
  [
    'aaja Nirajan aaunna, hijo dekhi pakhala lagirako cha',
    leave({ reason: 'hijo dekhi pakhala lagirako cha' }),
  ],
  [
    'Nirajan lai aaja bida dinu paryo, bihana dekhi tauko dukhyo bhancha',
    leave({ reason: 'bihana dekhi tauko dukhyo bhancha' }),
  ],
  [
    'Nirajan parsi dekhi 4 din aaudaina, hajurbuwa ko kriya ma gaun jana parne',
    leave({ from: '2026-12-10', to: '2026-12-13', reason: 'hajurbuwa ko kriya ma gaun jana parne' }),
  ],
  [
    'Nirajan bholi school aaudaina kina bhane vaccine lagauna lanu parne cha',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'vaccine lagauna lanu parne cha' }),
  ],
  ['kina bhane usko aankha pakeko cha Nirajan aaja aaudaina', leave({ reason: 'aankha pakeko cha' })],
  [
    'निराजन भोलि आउँदैन किनभने काकाको छोराको बिहे छ',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'काकाको छोराको बिहे छ' }),
  ],
  [
    'हजुरआमा बित्नुभएकोले निराजन १३ दिन विद्यालय आउन सक्दैन',
    leave({ to: '2026-12-20', reason: 'हजुरआमा बित्नुभएकोले' }),
  ],
  [
    'भोलि निराजनलाई बिदा दिनुहोला, नागरिकता बनाउन जिल्ला जानुपर्ने छ',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'नागरिकता बनाउन जिल्ला जानुपर्ने छ' }),
  ],
  ['निराजनलाई ज्वरो र खोकी लागेको छ। आज विद्यालय पठाउन सकिनँ।', leave({ reason: 'ज्वरो र खोकी लागेको छ' })],
  ['निराजनको आँखा पाकेको हुँदा दुई दिन आउँदैन', leave({ to: '2026-12-09', reason: 'आँखा पाकेको' })],
  [
    'Sir Nirajan is not coming tmrw, going to temple with family',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'going to temple with family' }),
  ],
  [
    'Nirajan ko bratabandha bhayekole mangsir 25 dekhi 28 samma bida chahiyo',
    leave({ from: '2026-12-11', to: '2026-12-14', reason: 'bratabandha bhayekole' }),
  ],
  [
    'Leave for Nirajan on Thursday and Friday please. Family trip to Chitwan.',
    leave({ from: '2026-12-10', to: '2026-12-11', reason: 'Family trip to Chitwan' }),
  ],
  [
    'can nirajan get leave tomorrow? we have pooja at home',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'we have pooja at home' }),
  ],
  [
    'Nirajan lai aaja half day bida paye huntyo, dat nikalna doctor kaha jane',
    leave({ reason: 'dat nikalna doctor kaha jane' }),
  ],
  [
    'Nirajan ko haat polyo, aspatal ma cha, 5 din bida dinus',
    leave({ to: '2026-12-12', reason: 'haat polyo, aspatal ma' }),
  ],
  [
    'ghar ma kohi nabhayekole Nirajan lai aaja pathauna sakena',
    leave({ reason: 'ghar ma kohi nabhayekole' }),
  ],
  [
    'Nirajan wont be coming from tomorrow till 12 dec, going to mamaghar',
    leave({ from: '2026-12-09', to: '2026-12-12', reason: 'going to mamaghar' }),
  ],
  ['nirajan ajha birami cha, aaja pani aaudaina', leave({ reason: 'ajha birami cha' })],
  [
    "leave application: Nirajan, 10 Dec, sister's wedding",
    leave({ from: '2026-12-10', to: '2026-12-10', reason: "sister's wedding" }),
  ],
  ['Nirajan absent today. Reason: high fever', leave({ reason: 'high fever' })],
  [
    'karan: bhauju ko bihe. Nirajan lai sukrabar bida',
    leave({ from: '2026-12-11', to: '2026-12-11', reason: 'bhauju ko bihe' }),
  ],
  [
    'Nirajan khelda ladera tauko ma chot lagyo ani doctor le aaram garnu bhanya cha, aaja aaudaina',
    leave({ reason: 'khelda ladera tauko ma chot lagyo ani doctor le aaram garnu bhanya cha' }),
  ],
  [
    'Nirajan stays home today bcz raining heavily and road blocked',
    leave({ reason: 'raining heavily and road blocked' }),
  ],
  ['Nirajan aaja school najane bhayo, jwaro 102 cha', leave({ reason: 'jwaro 102 cha' })],
  [
    'Nirajan 2 hapta aaudaina, tb ko ausadhi chaldai cha',
    leave({ to: '2026-12-21', reason: 'tb ko ausadhi chaldai cha' }),
  ],
]);

checkReadings('reasons, days and children', PARENT_OF_TWO, [
  [
    'smriti ko bida 2 din ko lagi paum, nata ko bihe',
    leave({ child: 'Smriti Thapa', to: '2026-12-09', reason: 'nata ko bihe' }),
  ],
  [
    'chora aaja aaudaina, jwaro',
    { intent: 'leave_request', ask: 'student', from: '2026-12-08', to: '2026-12-08', reason: 'jwaro' },
  ],
  [
    'class 8 wali chhori lai bholi bida dinus, bhoj ma jane',
    leave({ child: 'Smriti Thapa', from: '2026-12-09', to: '2026-12-09', reason: 'bhoj ma jane' }),
  ],
]);

checkReadings('what is leave', PARENT, [
  [
    'Nirajan will be absent today because there is a family function in Butwal',
    leave({ reason: 'there is a family function in Butwal' }),
  ],
  [
    'Nirajan did not sleep all night because of cough so he will not come today',
    leave({ reason: 'did not sleep all night because of cough' }),
  ],
  [
    'can nirajan get leave tomorrow? we have pooja at home',
    leave({ from: '2026-12-09', to: '2026-12-09', reason: 'we have pooja at home' }),
  ],
  ['जनालाई बिदा, निराजन बिरामी छ', leave({ reason: 'बिरामी' })],
]);
