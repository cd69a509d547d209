import { type Community, joinNames, readNames } from './read-names.ts';
import { hillBoys, hillGirls, hillMen, hillWomen, oldMenStems, oldWomenStems } from './shared-names.ts';

const bahadur = readNames('Bahadur बहादुर');
const maya = readNames('Maya माया');

/** What the hill janajati communities share; each adds its surnames and the first names of its own tongue. */
const janajati = {
  men: [...hillMen, ...joinNames(oldMenStems.slice(0, 8), bahadur)],
  women: [...hillWomen, ...joinNames(oldWomenStems.slice(0, 6), maya)],
  oldMen: joinNames(oldMenStems, bahadur),
  oldWomen: joinNames(oldWomenStems, maya),
};

export const tamang: Community = {
  ...janajati,
  share: 7,
  surnames: readNames(`
    Bomjan बम्जन, Ghising घिसिङ, Lama लामा, Lopchan लोप्चन, Moktan मोक्तान, Pakhrin पाख्रिन, Syangtan स्याङ्तान,
    Tamang तामाङ, Tamang तामाङ, Tamang तामाङ, Tamang तामाङ, Thing थिङ, Waiba वाइबा, Yonjan योञ्जन`),
  boys: [...hillBoys, ...readNames('Buddha बुद्ध, Dorje दोर्जे, Karma कर्मा, Pemba पेम्बा, Sonam सोनाम')],
  girls: [...hillGirls, ...readNames('Dolma डोल्मा, Pema पेमा, Phulmaya फूलमाया, Sunmaya सुनमाया, Yangji याङ्जी')],
};

export const magar: Community = {
  ...janajati,
  share: 7,
  surnames: readNames(`
    Ale Magar आले मगर, Budha Magar बुढा मगर, Gharti Magar घर्ती मगर, Magar मगर, Pun पुन, Rana Magar राना मगर,
    Roka Magar रोका मगर, Thapa Magar थापा मगर, Thapa Magar थापा मगर`),
  boys: hillBoys,
  girls: hillGirls,
};

export const gurung: Community = {
  ...janajati,
  share: 4,
  surnames: readNames('Ghale घले, Gurung गुरुङ, Gurung गुरुङ, Gurung गुरुङ'),
  boys: hillBoys,
  girls: hillGirls,
};

const kiratBoys = readNames('Paruhang पारुहाङ, Sewahang सेवाहाङ, Subin सुबिन, Yalambar यलम्बर');
const kiratGirls = readNames('Hangma हाङ्मा, Sirjana सिर्जना, Sumnima सुम्निमा, Yuma युमा');

export const rai: Community = {
  ...janajati,
  share: 11,
  surnames: readNames(`
    Bantawa Rai बान्तवा राई, Chamling Rai चाम्लिङ राई, Kulung Rai कुलुङ राई, Rai राई, Rai राई, Rai राई, Rai राई,
    Rai राई, Sampang Rai साम्पाङ राई, Thulung Rai थुलुङ राई`),
  boys: [...hillBoys, ...kiratBoys],
  girls: [...hillGirls, ...kiratGirls],
};

export const limbu: Community = {
  ...janajati,
  share: 7,
  surnames: readNames(`
    Angdembe आङ्देम्बे, Chemjong चेम्जोङ, Lawati लावती, Limbu लिम्बु, Limbu लिम्बु, Limbu लिम्बु, Nembang नेम्बाङ,
    Subba सुब्बा, Tumbahangphe तुम्बाहाङ्फे, Yonghang योङहाङ`),
  boys: [...hillBoys, ...kiratBoys],
  girls: [...hillGirls, ...kiratGirls],
};

/** Sherpa children are named after the weekday of their birth. */
const weekdays = readNames(
  'Dawa दावा, Mingma मिङ्मा, Lhakpa ल्हाक्पा, Phurba फुर्वा, Pasang पासाङ, Pemba पेम्बा, Nima निमा',
);
const sherpaMen = joinNames(
  weekdays,
  readNames('Chhiring छिरिङ, Dorje दोर्जे, Gyalzen ग्याल्जेन, Nuru नुरु, Tenzing तेन्जिङ'),
);
const sherpaWomen = joinNames(
  weekdays,
  readNames('Diki डिकी, Dolma डोल्मा, Futi फुटी, Lhamu ल्हामु, Yangji याङ्जी'),
);

export const sherpa: Community = {
  share: 3,
  surnames: readNames('Sherpa शेर्पा'),
  boys: sherpaMen,
  girls: sherpaWomen,
  men: sherpaMen,
  women: sherpaWomen,
  oldMen: sherpaMen,
  oldWomen: sherpaWomen,
};
