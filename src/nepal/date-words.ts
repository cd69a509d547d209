import { remember } from './remember.ts';
import { foldNepali, foldRoman } from './text.ts';

/** What a word can mean in a date. `unsure` words mean something else too and count only with a cue beside them. */
export type DateWord =
  | { is: 'relative'; days: number }
  | { is: 'weekday'; day: number; unsure?: boolean }
  | { is: 'month'; calendar: 'bs' | 'ad'; month: number; unsure?: boolean }
  | { is: 'gate' | 'tarikh' | 'ordinal' | 'year' | 'link' }
  | { is: 'which'; past: boolean };

/** The date word a token holds and the postposition glued to it (सम्म in आइतबारसम्म), as typed. */
export type FoundWord = { word: DateWord; suffix: string };

/**
 * Looks a token up: English and its usual slips, Nepali in Devanagari, Nepali in Latin letters however spelt,
 * Hindi weekdays; with or without a postposition glued to it. Source: nepal.md section 6, and calendars in use.
 */
export function findDateWord(token: string): FoundWord | null {
  return token.length > LONGEST_WORD ? null : searchWord(token);
}

const searchWord = remember((token: string): FoundWord | null => {
  const whole = lookUp(token);
  if (whole) return { word: whole, suffix: '' };
  const lower = token.toLowerCase();
  for (const suffix of lower.charCodeAt(0) < 0x80 ? latinSuffixes : devanagariSuffixes) {
    if (!lower.endsWith(suffix)) continue;
    const word = lookUp(token.slice(0, -suffix.length));
    if (word) return { word, suffix: token.slice(-suffix.length) };
  }
  return null;
});

/** Whether a word before a date shows that one follows: "by", "due". */
export function isCueBefore(token: string): boolean {
  return cuesBefore.has(token.toLowerCase());
}

/** Whether a word after a date shows that one was said: samma, सम्म, dekhi. */
export const isCueAfter = remember((token: string): boolean => cuesAfter.has(foldNepali(token)));

/** How two days are joined: a span (dekhi, to), a list (ra, and), or not at all. */
export const joinOf = remember(
  (token: string): 'span' | 'list' | null => joins.get(foldNepali(token)) ?? null,
);

/** Words that may stand around a date without making the text more than a date. */
export function isFiller(token: string): boolean {
  const folded = foldNepali(token);
  return cuesAfter.has(folded) || cuesBefore.has(folded) || joins.has(folded) || fillers.has(folded);
}

const LONGEST_WORD = 40;
const split = (text: string) => text.trim().split(/\s+/);

// One line a weekday, from Sunday; English first, then words that are spelt in many ways, then Devanagari.
const weekdays = `
sunday sun. sundays sundey sundy sundya suday | aaitabar aitbar aitobar aitabr itabar etabar ravibar aita | आइतबार आईतबार एतबार इतबार रविबार आइत
monday mon mondays munday mondey mondy mnday monady | sombar somabar somebar somabr sombr | सोमबार सोम.
tuesday tue tues tuesdays tusday teusday tuseday tuesdy tueday tuesdey | mangalbar mangalabar manglabar mangalbr mangalbaar | मङ्गलबार मङ्गल.
wednesday wed weds wednesdays wensday wednsday wedensday wednessday wenesday wedneday wednasday wednesdy wendsday wednsday wedsday | budhbar budhabar budabar budhbr budhabr budbar | बुधबार बुध.
thursday thu thur thurs thursdays thrusday thursady thirsday thusday thursdy thurday thrsday thursdey | bihibar bihebar bihabar bihibr bihi brihaspatibar gurubar | बिहीबार बृहस्पतिबार गुरुबार बिही
friday fri fridays firday fridy fridey frieday frday firdya | sukrabar sukarbar sukrbar sukrabr shukrabr sukrabaar | शुक्रबार शुक्र.
saturday sat. saturdays satruday saterday saturdy saturdey satuday satday saturady | sanibar sanibaar sanichar sanibr shanibr sanischarbar | शनिबार शनिश्चरबार शनि.`;

const bsMonths = `
| baisakh baisak baishak vaisakh baishakh | बैशाख वैशाख
| jestha jeth jetha jyestha jesth | जेठ जेष्ठ ज्येष्ठ
| asar asaar ashadh asadha asadh ashar | असार आषाढ अषाढ आसाढ
| shrawan srawan saun sawan saaun shraban | साउन श्रावण सावन
| bhadra bhadau bhado bhadaw bhadrapad | भदौ भाद्र भदाै
| ashwin aswin asoj ashoj asoz aashwin | असोज आश्विन अशोज
| kartik kattik kartick kaartik kartika | कात्तिक कार्तिक
| mangsir mansir mangshir mungsir mangseer mangsheer marga. | मंसिर मङ्सिर मार्गशीर्ष मार्ग.
| poush pus paush poosh pousha push. | पुस पौष पूष
| magh maagh mag. | माघ
| falgun phalgun fagun phagun faagun | फागुन फाल्गुन
| chaitra chait chaitya chaita | चैत चैत्र`;

const adMonths = `
january jan. || जनवरी
february feb febuary || फेब्रुअरी फरवरी
march. mar. || मार्च
april apr || अप्रिल अप्रैल
may. || मे. मई
june jun || जुन
july jul || जुलाई
august aug || अगस्ट अगस्त
september sep sept || सेप्टेम्बर सितम्बर
october oct || अक्टोबर
november nov || नोभेम्बर नवम्बर
december dec || डिसेम्बर दिसम्बर`;

const relative: [number, string][] = [
  [-2, '| asti | अस्ति'],
  [-1, 'yesterday yesterdays yesturday ysterday yday | hijo hejo | हिजो'],
  [0, 'today todays tdy tday tody 2day aaj aajai | aja | आज आजै'],
  [
    1,
    'tomorrow tomorrows tommorow tomorow tommorrow tomarrow tomorrw tomoro tmrw tmrow tmrrw tomorrw tomoroww tommrow tomrrow tomorro tomrow tmr tmw tmro tmorow tmorrow tomm tommarow tomarow tomaro tommorrw tomorrrow toomorow tmoro voli bhli bhoil bohli vohli bholy bhoili | bholi bhouli | भोलि',
  ],
  [2, 'parsi parshi | parsi | पर्सि परसि'],
];

const others: [DateWord, string][] = [
  [{ is: 'gate' }, 'gate gatey gte gatai | gate | गते'],
  [{ is: 'tarikh' }, 'tarikh tarik tareekh | tarikh | तारिख तारीख'],
  [{ is: 'ordinal' }, 'st nd rd th ||'],
  [{ is: 'year' }, 'sal saal bs ad year || साल सन् सम्वत् संवत् वि.सं. बिसं'],
  [{ is: 'link' }, 'of ko mahina mahinako || को महिना महिनाको'],
  [{ is: 'which', past: true }, 'last past gata gayeko aghillo || गत गएको अघिल्लो'],
  [{ is: 'which', past: false }, 'next this coming upcoming aaune aunae || आउने आगामी'],
];

const cuesBefore = new Set(split('on by till until due before from since submit date for miti मिति'));
const cuesAfter = new Set(
  split(
    'samma samm sama sammaa samm dekhi bhitra vitra tira din sammako dekhiko सम्म सम्मको देखि देखिको भित्र तिर दिन',
  ).map(foldNepali),
);
const fillers = new Set(
  split('the is it ko ma lai को मा लाई हो ho a d ad bs वि सं ईसं gate गते').map(foldNepali),
);
const joins = new Map<string, 'span' | 'list'>([
  ...split('dekhi to till until upto देखि').map((word) => [foldNepali(word), 'span'] as const),
  ...split('ra and n र').map((word) => [foldNepali(word), 'list'] as const),
]);

const latinSuffixes = split('sammako samma sama dekhiko dekhi bhitra vitra lai bata ko ka ki ma le');
const devanagariSuffixes = split(
  'सम्मको सम्ममा सम्म देखिको देखि देखी भित्रमा भित्र लाई बाट तिर सँग को का कि की मा ले नै',
);

const exact = new Map<string, DateWord>();
const roman = new Map<string, DateWord>();
const devanagari = new Map<string, DateWord>();

for (const [days, line] of relative) enter(line, () => ({ is: 'relative', days }));
enterLines(weekdays, (day, unsure) => ({ is: 'weekday', day, unsure }));
enterLines(bsMonths, (index, unsure) => ({ is: 'month', calendar: 'bs', month: index + 1, unsure }));
enterLines(adMonths, (index, unsure) => ({ is: 'month', calendar: 'ad', month: index + 1, unsure }));
for (const [word, line] of others) enter(line, () => word);

function enterLines(lines: string, wordOf: (index: number, unsure: boolean) => DateWord): void {
  for (const [index, line] of lines.trim().split('\n').entries())
    enter(line, (unsure) => wordOf(index, unsure));
}

/** A line is "english | roman Nepali | Devanagari"; a full stop after a word makes it unsure. */
function enter(line: string, wordOf: (unsure: boolean) => DateWord): void {
  const [english = '', latin = '', nepali = ''] = line.split('|');
  const keys: [Map<string, DateWord>, string, (word: string) => string][] = [
    [exact, english, (word) => word],
    [exact, latin, (word) => word],
    [roman, latin, foldRoman],
    [devanagari, nepali, foldNepali],
  ];
  for (const [map, words, keyOf] of keys) {
    for (const word of split(words).filter(Boolean)) {
      const unsure = word.endsWith('.');
      const key = keyOf(unsure ? word.slice(0, -1) : word);
      if (!map.has(key)) map.set(key, wordOf(unsure));
    }
  }
}

function lookUp(token: string): DateWord | undefined {
  if (token.charCodeAt(0) >= 0x80) return devanagari.get(foldNepali(token));
  const lower = token.toLowerCase();
  return exact.get(lower) ?? roman.get(foldRoman(lower));
}
