import { expectedError } from '#lib/expected-error.ts';
import { loadDemoSchool } from '#school/demo/load-demo-school.ts';
import { type DemoSchool, makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import type { Config } from '#src/config.ts';
import type { Runtime } from '#src/runtime.ts';
import { templateRegistrations } from '#templates/register-templates.ts';

/** The demo of bin/dev: a simulator in the place of WhatsApp, and a school whose phones it shows. */
export type Demo = {
  /** The given settings with the simulator as the Cloud API. */
  config: Config;
  /** The page with the phones. */
  address: string;
  /** Loads the school where it is missing, and gives its people phones. */
  load(runtime: Runtime, server: string): Promise<void>;
  close(): Promise<void>;
};

const WABA_ID = '100000000000001';
const EXAMPLE_HANDLES = { IMAGE: '4:example-image', DOCUMENT: '4:example-document' };
// Long enough to see the undo button work, short enough not to wait for.
const UNDO_WINDOW_SECONDS = 5;

export async function startDemo(given: Config): Promise<Demo> {
  const demo = makeDemoSchool({ seed: 'chautari' });
  const number = {
    phoneNumberId: demo.sender.phoneNumberId,
    wabaId: WABA_ID,
    displayNumber: demo.sender.phone,
  };
  const simulator = await startPhones(given.PORT + 1, demo);
  const config: Config = {
    ...given,
    GRAPH_BASE_URL: simulator.url,
    WA_ACCESS_TOKEN: given.WA_ACCESS_TOKEN ?? 'simulator',
    WA_APP_SECRET: simulator.appSecret,
    VERIFY_TOKEN: simulator.verifyToken,
    WA_PEOPLE_PER_DAY: 0,
  };
  return {
    config,
    address: `${simulator.url}/`,
    async load(runtime, server) {
      console.log('Loading the demo school');
      await loadDemoSchool(runtime.db, demo, { number, undoWindowSeconds: UNDO_WINDOW_SECONDS });
      simulator.numbers.put([
        {
          phoneNumberId: number.phoneNumberId,
          wabaId: WABA_ID,
          displayPhoneNumber: number.displayNumber,
          verifiedName: demo.school.name,
        },
      ]);
      simulator.templates.put(
        templateRegistrations(EXAMPLE_HANDLES).map((template) => ({ ...template, wabaId: WABA_ID })),
      );
      simulator.people.put(phonesOf(demo));
      simulator.setCallback(`${server}/webhook`);
    },
    close: () => simulator.close(),
  };
}

async function startPhones(port: number, demo: DemoSchool): Promise<Simulator> {
  try {
    return await startSimulator({ port, limits: { messagingTier: 0 } });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw expectedError(
      `Port ${port} (for the phones of ${demo.school.name}) is taken by another program. Stop it, or set PORT to another one.`,
      error,
    );
  }
}

/** Everybody's phone: the teacher of 5A and a few of its guardians in front, the others to be searched. */
function phonesOf(demo: DemoSchool) {
  const classOf = new Map(demo.students.map((s) => [s.id, s]));
  const staff = demo.staff.map((s) => ({
    phone: s.phone,
    name: s.name,
    about: aboutStaff(s),
    habit: 'watched',
    pinned: s.classes[0] === '5A' && s.role === 'teacher',
  }));
  const inFront = new Set(choose5A(demo));
  const guardians = demo.guardians.map((g) => {
    const children = demo.guardianships
      .filter((k) => k.guardian === g.id)
      .map((k) => classOf.get(k.student)!);
    return {
      phone: g.phone,
      name: g.name,
      about: `Guardian of ${children.map((c) => `${c.name} (${c.classCode})`).join(', ')} · ${languageNames[g.language]}`,
      habit: 'reads',
      pinned: inFront.has(g.id),
    };
  });
  return [...staff, ...guardians];
}

const IN_FRONT = { ne: 3, en: 1, both: 1 };

/** A few guardians of 5A, so that each language is seen; where none of the class reads English only, nobody does. */
function choose5A(demo: DemoSchool): string[] {
  const pupils = new Set(demo.students.filter((s) => s.classCode === '5A').map((s) => s.id));
  const readers = demo.guardians.filter((g) =>
    demo.guardianships.some((k) => k.guardian === g.id && pupils.has(k.student)),
  );
  return (['ne', 'en', 'both'] as const).flatMap((language) =>
    readers
      .filter((g) => g.language === language)
      .slice(0, IN_FRONT[language])
      .map((g) => g.id),
  );
}

const languageNames = { ne: 'Nepali', en: 'English', both: 'Nepali and English' };

function aboutStaff(s: DemoSchool['staff'][number]): string {
  return s.classes[0] ? `${s.title} · ${s.classes.join(', ')}` : s.title;
}
