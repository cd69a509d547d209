import {
  CLASS_TEACHER,
  checkReadings,
  NEW_TEACHER,
  OFFICE,
  TEACHER,
  TODAY,
} from '#test/support/check-readings.ts';

// Kinds of roll calls: whose class it is, who is excepted, why somebody is away, and what is no roll call.

const present = (slots: object) => ({ intent: 'attendance', class: '6A', date: TODAY, ...slots });

checkReadings('the class of a roll call', TEACHER, [
  ['6 ko hajiri: 4, 11 anupasthit', present({ ask: 'class', class: '6', absent: [4, 11] })],
  ['9 ko hajiri: 4, 11 anupasthit', present({ class: '9A', absent: [4, 11] })],
  ['9 ko attendance 3 absent 7 late', present({ class: '9A', absent: [3], late: [7] })],
  ['९ को हाजिरी: ५ र १२ अनुपस्थित', present({ class: '9A', absent: [5, 12] })],
  ['9 attendance: 2, 5 absent', present({ class: '9A', absent: [2, 5] })],
  ['attendance of 9: 2, 5 absent', present({ class: '9A', absent: [2, 5] })],
  ['hajiri 6B: 2, 5 gayal', present({ class: '6B', absent: [2, 5] })],
  ['roll no 3 and 17 were absent in 6B', present({ class: '6B', absent: [3, 17] })],
  ['6C ma aaja 3 jana aaenan, roll 4, 9, 12', present({ class: '6C', absent: [4, 9, 12] })],
  ['aaja 9 ma roll 5 ra 6 aaenan', present({ class: '9A', absent: [5, 6] })],
  ['९ मा आज रोल ५ र ६ आएनन्', present({ class: '9A', absent: [5, 6] })],
  ['9 ka 5 ra 6 absent', present({ class: '9A', absent: [5, 6] })],
  [
    'I forgot to give attendance of 6B yesterday, roll 8 and 20 were absent',
    present({ class: '6B', date: '2026-12-07', absent: [8, 20] }),
  ],
  [
    'forgot to send 9A attendance. 3 and 4 absent, 10 late',
    present({ class: '9A', absent: [3, 4], late: [10] }),
  ],
  [
    'sorry hijo ko hajiri pathauna birse, 6C: 7 ra 18 gayal',
    present({ class: '6C', date: '2026-12-07', absent: [7, 18] }),
  ],
  [
    'attendance for 6 dec class 9: absent 4, 10',
    present({ class: '9A', date: '2026-12-06', absent: [4, 10] }),
  ],
  ['6B mangsir 20 ko hajiri 4, 9 anupasthit', present({ class: '6B', date: '2026-12-06', absent: [4, 9] })],
  ['late attendance 6A 5 dec: 14 15 absent', present({ date: '2026-12-05', absent: [14, 15] })],
]);

checkReadings('the class of a roll call', NEW_TEACHER, [
  [
    'I could not send attendance yesterday. 9B roll no 4, 18 were absent',
    present({ class: '9B', date: '2026-12-07', absent: [4, 18] }),
  ],
  [
    'I missed sending 3 dec attendance of 9A, roll 2 absent, roll 5 on leave',
    present({ class: '9A', date: '2026-12-03', absent: [2], leave: [5] }),
  ],
]);

checkReadings('the class of a roll call', OFFICE, [
  ['6 ko hajiri: 2, 3 gayal', present({ ask: 'class', class: '6', absent: [2, 3] })],
  ['8 ko hajiri: 2, 3 gayal', present({ class: '8A', absent: [2, 3] })],
  ['kaksha 10 ma 4, 9 ra 21 anupasthit', present({ class: '10A', absent: [4, 9, 21] })],
  ['10 को हाजिरी सबै उपस्थित', present({ class: '10A', allPresent: true })],
]);

checkReadings('those who are excepted', CLASS_TEACHER, [
  ['sabai aaye except Dawa (bida) and Elina (late)', present({ late: [5], leave: [3] })],
  ['everyone came except Gita (sick) and Umesh (late)', present({ late: [22], leave: [7] })],
  ['all present except 4 (late) and 9 (absent)', present({ absent: [9], late: [4] })],
  ['Kabita (bida) ra Umesh (dhilo) bahek sabai aaye', present({ late: [22], leave: [11] })],
  ['all present except Dawa, Elina', present({ absent: [3, 5] })],
  ['सबै उपस्थित, कविता (बिदा) बाहेक', present({ leave: [11] })],
]);

checkReadings('who was there', CLASS_TEACHER, [
  ['today 3 students absent: Dawa, Elina, Nabin', present({ absent: [3, 5, 15] })],
  ['Dawa ra Elina aaenan, Nabin dhilo aayo', present({ absent: [3, 5], late: [15] })],
  ['Dawa Elina Nabin aaena', present({ absent: [3, 5, 15] })],
  ['12 late 15 absent 3 absent', present({ absent: [3, 15], late: [12] })],
  ['absent 12 15, late 3', present({ absent: [12, 15], late: [3] })],
  ['आज कक्षामा एलिना र गीता आएनन्, सरिता ढिलो आइन्', present({ absent: [5, 7], late: [20] })],
  ['रोल ३, ७ गयल। रोल ९ बिदामा', present({ absent: [3, 7], leave: [9] })],
  ['Rajan absent', present({ ask: 'student' })],
  ['Rajan S absent', present({ absent: [19] })],
  ['Rajan Shahi ra Nisha absent', present({ absent: [16, 19] })],
  ['Gurung absent', present({ ask: 'student' })],
  ['22 present 2 absent', present({ ask: 'student' })],
  ['24 madhye 22 jana aaye, 2 jana aaenan', present({ ask: 'student' })],
  ['24 madhye 22 jana aaye, Dawa ra Elina aaenan', present({ absent: [3, 5] })],
  ['full attendance today!', present({ allPresent: true })],
  ['aaja sabai jana upasthit chan', present({ allPresent: true })],
  ['aaja koi absent chaina', present({ allPresent: true })],
  ['hijo 4 ra 5 absent thiye', present({ date: '2026-12-07', absent: [4, 5] })],
  ['Dawa has fever so absent. Elina came late at 10:30', present({ absent: [3], late: [5] })],
  ['Dawa birami bhayera aaena, Elina mama ko bihe ma gayeko le bida', present({ absent: [3], leave: [5] })],
  ['roll 4 bata 7 samma absent', present({ absent: [4, 5, 6, 7] })],
  ['4-7 absent, 9 late', present({ absent: [4, 5, 6, 7], late: [9] })],
  ['1,2,3 gayal 4 bida 5,6 dhilo', present({ absent: [1, 2, 3], late: [5, 6], leave: [4] })],
  ['gayal 1,2,3 bida 4 dhilo 5,6', present({ absent: [1, 2, 3], late: [5, 6], leave: [4] })],
  ['only Dawa is absent today, rest all present', present({ absent: [3] })],
  ['Dawa matra absent, aru sabai chan', present({ absent: [3] })],
  ['Please mark 7 and 8 absent', present({ absent: [7, 8] })],
  ['mark roll 9 as late', present({ late: [9] })],
  ['Dawa lai absent rakhdinu', present({ absent: [3] })],
  ['roll 5 lai gayal lekhidinu hola', present({ absent: [5] })],
  ['30 absent', present({ ask: 'student' })],
  [
    'aaja 5 jana matra aaye: 2, 4, 6, 8, 10',
    present({ absent: [1, 3, 5, 7, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] }),
  ],
]);

checkReadings('an invitation is no roll call', OFFICE, [
  [
    'bholi abhibhawak bhela 11 baje cha, sabai le upasthit bhaidinu hola',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'bholi abhibhawak bhela 11 baje cha, sabai le upasthit bhaidinu hola',
      urgent: false,
    },
  ],
  [
    'shanibar sarsafai karyakram ma sabai bidyarthi anibarya upasthit hunu parne cha',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'shanibar sarsafai karyakram ma sabai bidyarthi anibarya upasthit hunu parne cha',
      urgent: false,
    },
  ],
  [
    'शुक्रबार वार्षिक उत्सवमा सबै अभिभावक उपस्थित भइदिनुहुन अनुरोध छ',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'शुक्रबार वार्षिक उत्सवमा सबै अभिभावक उपस्थित भइदिनुहुन अनुरोध छ',
      urgent: false,
    },
  ],
  [
    'Parents must be present at the result day on Friday at 10 am',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'Parents must be present at the result day on Friday at 10 am',
      urgent: false,
    },
  ],
  [
    'Everyone please attend the PTM tomorrow at 2pm',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'Everyone please attend the PTM tomorrow at 2pm',
      urgent: false,
    },
  ],
  [
    'parsi bhetghat karyakram cha, samayama aaidinu hola sabai jana',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'parsi bhetghat karyakram cha, samayama aaidinu hola sabai jana',
      urgent: false,
    },
  ],
  [
    'भोलि बिहान १० बजे सबै जना विद्यालयमा उपस्थित हुनुहोला',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'भोलि बिहान १० बजे सबै जना विद्यालयमा उपस्थित हुनुहोला',
      urgent: false,
    },
  ],
  [
    'नतिजा प्रकाशन शुक्रबार हुनेछ, अभिभावक हाजिर हुनुपर्नेछ',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'नतिजा प्रकाशन शुक्रबार हुनेछ, अभिभावक हाजिर हुनुपर्नेछ',
      urgent: false,
    },
  ],
]);

checkReadings('an invitation is no roll call', CLASS_TEACHER, [
  [
    'Bholi 10 baje class ko photo khichne, sabai upasthit hunu hola',
    {
      intent: 'announcement',
      scope: 'class',
      class: '6A',
      text: 'Bholi 10 baje class ko photo khichne, sabai upasthit hunu hola',
      urgent: false,
    },
  ],
]);

checkReadings('why, how many, how', CLASS_TEACHER, [
  ['Dawa bihe ma gayera aaena', present({ absent: [3] })],
  ['Dawa gaun gayekole aaena, Elina late', present({ absent: [3], late: [5] })],
  ['डावा बिरामी भएर आएन', present({ absent: [3] })],
  ['एलिना बिहेमा गएकाले बिदामा', present({ leave: [5] })],
  ['5 and 9 absent because of rain, 12 late due to bus', present({ absent: [5, 9], late: [12] })],
  ['roll 3 sick absent, roll 5 late', present({ absent: [3], late: [5] })],
  ['3 sick, 5 absent, 9 late', present({ absent: [5], late: [9], leave: [3] })],
  ['Attendance 8 dec: absent 4 & 9; late 10; leave 11', present({ absent: [4, 9], late: [10], leave: [11] })],
  ['Attendance\nPresent: 22\nAbsent: 2 (roll 5, 9)', present({ absent: [5, 9] })],
  ['total 24 present 22 absent roll 5 9', present({ absent: [5, 9] })],
  ['मिति २०८३/८/२२ हाजिरी: अनुपस्थित ४, ९; ढिलो १०', present({ absent: [4, 9], late: [10] })],
  ['4 9 10 aayeka chainan aaja', present({ absent: [4, 9, 10] })],
  ['aaja class ma roll 4 baahek sabai upasthit', present({ absent: [4] })],
  ['Sarita n Suraj abs. Umesh lt.', present({ absent: [20, 21], late: [22] })],
  ["Nisha ma'am absent today", { intent: 'unknown' }],
  ['10 minutes late: 4, 6', present({ late: [4, 6] })],
  ['roll 7 came at 10:45, mark late', present({ late: [7] })],
  ['7 absent hoina late ho', present({ late: [7] })],
  ['all 24 present', present({ allPresent: true })],
  ['aaja 24 jana nai upasthit', present({ ask: 'student' })],
  ['absent - none, late - 5', present({ late: [5] })],
  ['Absent: nil', present({ allPresent: true })],
  ['कोही पनि गयल छैन', present({ allPresent: true })],
  ['सबै विद्यार्थी आए, रोल ५ मात्र ढिलो', present({ late: [5] })],
  ['Kabita, roll 12 ani 14 gayal', present({ absent: [11, 12, 14] })],
  ['rajan karki ra gita poudel bida ma chan', present({ leave: [7, 18] })],
  ['first period ma 5 ra 6 thienan', present({ absent: [5, 6] })],
  ['3,4 hajir chainan', present({ absent: [3, 4] })],
]);

checkReadings('lists', CLASS_TEACHER, [
  ['Dawa birami bhayera dhilo aayo', present({ late: [3] })],
  ['1 and Rajan Karki on leave', present({ leave: [1, 18] })],
  ['एलिना बिरामी भएर ढिलो आइन्', present({ late: [5] })],
]);

checkReadings('lists', TEACHER, [
  ['hijo 9 ma 3, 4 aaenan', present({ class: '9A', date: '2026-12-07', absent: [3, 4] })],
  ['1, 2, 6 hajir bhaenan', present({ absent: [1, 2, 6] })],
  ['mangsir 9 ko hajiri: 4 gayal', present({ date: '2026-11-25', absent: [4] })],
  ['9: 3, 4 absent', present({ class: '9A', absent: [3, 4] })],
  ['9 roll 3 absent', present({ class: '9A', absent: [3] })],
  ['6 ko 3 ra 4 gayal', present({ ask: 'class', class: '6', absent: [3, 4] })],
  ['9 - 12 absent', present({ absent: [9, 10, 11, 12] })],
  ['9, 3 absent', present({ ask: 'confirm', absent: [3, 9] })],
  ['roll 9: absent', present({ absent: [9] })],
]);
