import { type Community, joinNames, readNames } from './read-names.ts';
import { hillBoys, hillGirls, hillMen, hillWomen, oldMenStems, oldWomenStems } from './shared-names.ts';

const bahadur = readNames('Bahadur बहादुर');
const prasad = readNames('Prasad प्रसाद');
const kumar = readNames('Kumar कुमार');
const devi = readNames('Devi देवी');
const maya = readNames('Maya माया');

export const bahun: Community = {
  share: 14,
  surnames: readNames(`
    Acharya आचार्य, Adhikari अधिकारी, Bastola बस्तोला, Bhandari भण्डारी, Bhattarai भट्टराई, Dahal दाहाल,
    Dhakal ढकाल, Dhungana ढुंगाना, Gautam गौतम, Ghimire घिमिरे, Guragain गुरागाईं, Khanal खनाल,
    Khatiwada खतिवडा, Koirala कोइराला, Luitel लुइटेल, Neupane न्यौपाने, Niraula निरौला, Parajuli पराजुली,
    Pokharel पोखरेल, Poudel पौडेल, Rijal रिजाल, Sharma शर्मा, Subedi सुवेदी, Timsina तिम्सिना, Upreti उप्रेती`),
  boys: hillBoys,
  girls: hillGirls,
  men: hillMen,
  women: hillWomen,
  oldMen: joinNames(
    readNames(
      'Bishnu विष्णु, Durga दुर्गा, Hari हरि, Krishna कृष्ण, Ram राम, Rudra रुद्र, Shiva शिव, Tika टीका, Yadu यदु',
    ),
    prasad,
  ),
  oldWomen: joinNames(
    readNames('Bishnu विष्णु, Dil दिल, Hari हरि, Khina खिना, Mana मना, Nanda नन्द, Yam यम'),
    maya,
  ),
  middle: {
    man: { words: [...prasad, ...kumar, ...readNames('Raj राज')], chance: 0.4 },
    woman: { words: devi, chance: 0.25 },
  },
};

export const chhetri: Community = {
  share: 14,
  surnames: readNames(`
    Baral बराल, Basnet बस्नेत, Bista विष्ट, Bohara बोहरा, Budhathoki बुढाथोकी, Chauhan चौहान, Karki कार्की,
    Katuwal कटुवाल, K.C. के.सी., Khadka खड्का, Khatri खत्री, Kunwar कुँवर, Mahat महत, Rawat रावत, Raut राउत,
    Shahi शाही, Thapa थापा`),
  boys: hillBoys,
  girls: hillGirls,
  men: hillMen,
  women: hillWomen,
  oldMen: joinNames(oldMenStems, bahadur),
  oldWomen: joinNames(oldWomenStems, readNames('Kumari कुमारी, Maya माया')),
  middle: {
    man: { words: [...bahadur, ...bahadur, ...kumar], chance: 0.45 },
    woman: { words: [...devi, ...readNames('Kumari कुमारी')], chance: 0.2 },
  },
};

export const newar: Community = {
  share: 7,
  surnames: readNames(`
    Amatya अमात्य, Bajracharya वज्राचार्य, Dangol डंगोल, Joshi जोशी, Karmacharya कर्माचार्य, Maharjan महर्जन,
    Manandhar मानन्धर, Pradhan प्रधान, Prajapati प्रजापति, Rajbhandari राजभण्डारी, Shakya शाक्य,
    Shrestha श्रेष्ठ, Shrestha श्रेष्ठ, Shrestha श्रेष्ठ, Shrestha श्रेष्ठ, Tuladhar तुलाधर`),
  boys: hillBoys,
  girls: hillGirls,
  men: hillMen,
  women: hillWomen,
  oldMen: joinNames(
    readNames('Asta अष्ट, Hira हीरा, Jagat जगत, Purna पूर्ण, Ratna रत्न, Tirtha तीर्थ'),
    readNames('Lal लाल, Man मान'),
  ),
  oldWomen: joinNames(readNames('Chini चिनी, Gyani ज्ञानी, Hera हेरा, Nani नानी, Sanu सानु, Tirtha तीर्थ'), maya),
  middle: {
    man: { words: readNames('Kumar कुमार, Lal लाल, Man मान'), chance: 0.3 },
    woman: { words: devi, chance: 0.15 },
  },
};

export const hillDalit: Community = {
  share: 8,
  surnames: readNames(`
    B.K. वि.क., Bishwakarma विश्वकर्मा, Darji दर्जी, Gahatraj गहतराज, Mijar मिजार, Nepali नेपाली, Pariyar परियार,
    Rasaili रसाइली, Sunar सुनार`),
  boys: hillBoys,
  girls: hillGirls,
  men: hillMen,
  women: hillWomen,
  oldMen: joinNames(oldMenStems, bahadur),
  oldWomen: joinNames(oldWomenStems, maya),
  middle: { man: { words: bahadur, chance: 0.4 }, woman: { words: maya, chance: 0.2 } },
};
