import { admin } from './catalogue/admin.ts';
import { buttons } from './catalogue/buttons.ts';
import { consent } from './catalogue/consent.ts';
import { errors } from './catalogue/errors.ts';
import { guardianNotices } from './catalogue/guardian-notices.ts';
import { guardianReplies } from './catalogue/guardian-replies.ts';
import { menus } from './catalogue/menus.ts';
import { questions } from './catalogue/questions.ts';
import { sendOutcomes } from './catalogue/send-outcomes.ts';
import { teacherEchoes } from './catalogue/teacher-echoes.ts';
import { teacherReplies } from './catalogue/teacher-replies.ts';
import { teacherReports } from './catalogue/teacher-reports.ts';
import { templateBodies } from './catalogue/template-bodies.ts';

/** Every text that people see on WhatsApp, by name. The first word of a name says who sees it or what it is. */
export const catalogue = {
  ...guardianNotices,
  ...guardianReplies,
  ...consent,
  ...teacherEchoes,
  ...teacherReplies,
  ...teacherReports,
  ...questions,
  ...menus,
  ...admin,
  ...errors,
  ...sendOutcomes,
  ...buttons,
  ...templateBodies,
};
