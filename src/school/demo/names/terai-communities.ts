import { type Community, readNames } from './read-names.ts';
import {
  hillBoys,
  hillGirls,
  teraiBoys,
  teraiGirls,
  teraiMen,
  teraiOldMen,
  teraiOldWomen,
  teraiWomen,
} from './shared-names.ts';

const kumar = readNames('Kumar कुमार');
const kumari = readNames('Kumari कुमारी');
const devi = readNames('Devi देवी');
const khatun = { en: 'Khatun', ne: 'खातुन' };

const terai = {
  boys: teraiBoys,
  girls: teraiGirls,
  men: teraiMen,
  women: teraiWomen,
  oldMen: teraiOldMen,
  oldWomen: teraiOldWomen,
};

export const tharu: Community = {
  share: 12,
  surnames: readNames(`
    Chaudhary चौधरी, Chaudhary चौधरी, Chaudhary चौधरी, Chaudhary चौधरी, Gachchhadar गच्छदार, Sardar सरदार,
    Tharu थारू, Tharu थारू`),
  boys: [...hillBoys, ...teraiBoys],
  girls: [...hillGirls, ...teraiGirls],
  men: [
    ...teraiMen,
    ...readNames('Asharam आशाराम, Jagat जगत, Ram Bilas राम विलास, Ramlal रामलाल, Shivlal शिवलाल'),
  ],
  women: [...teraiWomen, ...readNames('Basmati वासमती, Phulmati फूलमती, Phulmaya फूलमाया, Ramkali रामकली')],
  oldMen: teraiOldMen,
  oldWomen: teraiOldWomen,
  middle: { man: { words: kumar, chance: 0.15 }, woman: { words: devi, chance: 0.2 } },
};

export const maithil: Community = {
  ...terai,
  share: 12,
  surnames: readNames(`
    Gupta गुप्ता, Jha झा, Kamat कामत, Karna कर्ण, Mahato महतो, Mandal मण्डल, Mandal मण्डल, Mehta मेहता,
    Mishra मिश्र, Sah साह, Sah साह, Thakur ठाकुर, Yadav यादव, Yadav यादव, Yadav यादव`),
  middle: {
    boy: { words: kumar, chance: 0.5 },
    girl: { words: kumari, chance: 0.5 },
    man: { words: kumar, chance: 0.2 },
    woman: { words: devi, chance: 0.8 },
  },
};

export const teraiDalit: Community = {
  ...terai,
  share: 5,
  surnames: readNames(
    'Paswan पासवान, Paswan पासवान, Rajak रजक, Ram राम, Rishidev ऋषिदेव, Rishidev ऋषिदेव, Sada सदा',
  ),
  middle: {
    boy: { words: kumar, chance: 0.35 },
    girl: { words: kumari, chance: 0.35 },
    woman: { words: devi, chance: 0.7 },
  },
};

/** Peoples of the eastern plains beside the Tharu. */
export const teraiJanajati: Community = {
  ...terai,
  share: 3,
  surnames: readNames('Danuwar दनुवार, Dhimal धिमाल, Majhi माझी, Uraon उराँव'),
  boys: [...hillBoys, ...teraiBoys],
  girls: [...hillGirls, ...teraiGirls],
};

export const muslim: Community = {
  share: 6,
  surnames: readNames(
    'Ansari अन्सारी, Ansari अन्सारी, Khan खान, Mansuri मन्सुरी, Miya मियाँ, Rain राईन, Sheikh शेख',
  ),
  womensSurname: khatun,
  boys: readNames(`
    Aamir आमिर, Arman अरमान, Asif आसिफ, Danish दानिश, Faizan फैजान, Imran इमरान, Irfan इरफान, Juned जुनेद,
    Rehan रेहान, Sahil साहिल, Salman सलमान, Shahid शाहिद, Tausif तौसिफ, Zaid जैद`),
  girls: readNames(`
    Afsana अफसाना, Aisha आइशा, Farzana फरजाना, Heena हिना, Najma नजमा, Nargis नर्गिस, Rabina रबिना, Rubina रुबिना,
    Ruksar रुकसार, Sabnam सबनम, Sania सानिया, Shahina शाहिना, Tabassum तबस्सुम, Yasmin यास्मिन, Zoya जोया`),
  men: readNames(`
    Abdul Karim अब्दुल करिम, Anwar अनवर, Aslam असलम, Hasan हसन, Jamil जमिल, Kalam कलाम,
    Mohammad Salim मोहम्मद सलिम, Mustafa मुस्तफा, Rafiq रफिक, Sarfaraz सरफराज`),
  women: readNames(`
    Amina अमिना, Hasina हसिना, Jubeda जुबेदा, Mehrun मेहरुन, Rehana रेहाना, Sabra सबरा, Saira सायरा, Salma सल्मा,
    Shabana शबाना`),
  oldMen: readNames('Abdul Gani अब्दुल गनी, Habib हबिब, Ismail इस्माइल, Nizamuddin निजामुद्दिन, Yakub याकुब'),
  oldWomen: readNames('Jaibun जैबुन, Nurjahan नुरजहाँ, Sakina सकिना, Sugara सुगरा'),
};
