import type { ButtonAction } from './button-ids.ts';
import type { templateBodies } from './catalogue/template-bodies.ts';

export type TemplateName =
  | 'class_update'
  | 'class_update_more'
  | 'class_correction'
  | 'class_correction_more'
  | 'school_notice'
  | 'school_notice_more'
  | 'urgent_notice'
  | 'urgent_notice_more'
  | 'absence_alert'
  | 'at_school'
  | 'taken_back'
  | 'message_about_child'
  | 'message_about_child_more'
  | 'class_photo'
  | 'class_document'
  | 'class_media_more'
  | 'welcome'
  | 'consent_request'
  | 'leave_notice'
  | 'parent_message'
  | 'parent_message_more'
  | 'approval_request'
  | 'approval_request_more'
  | 'approval_decided'
  | 'number_alert';

export type TemplateBodyKey = Exclude<
  keyof typeof templateBodies,
  'template.footer' | 'template.noCaption' | 'template.noReason'
>;

/** One template as Chautari keeps it; each wording (English, Nepali) is a template of its own at Meta. */
export type TemplateDefinition = {
  body: TemplateBodyKey;
  /** The parameter with the sender's own words: where all is too long, this one is shortened. */
  long?: string;
  /** The template with a button that opens the rest, for words that do not fit. */
  more?: TemplateName;
  header?: 'IMAGE' | 'DOCUMENT';
  footer?: true;
  buttons?: readonly ButtonAction[];
  /** What a reviewer at Meta sees in the place of each parameter. */
  examples: Readonly<Record<string, { en: string; ne: string }>>;
};

const child = { en: 'Aarav Sharma (Class 5A)', ne: 'आरव शर्मा (कक्षा ५ क)' };
const school = { en: 'Shree Jana Jyoti School', ne: 'श्री जनज्योति विद्यालय' };
const teacher = { en: 'Sita Thapa', ne: 'सीता थापा' };
const lessons = {
  en: 'Mathematics: Lesson: fractions · Homework: page 45',
  ne: 'गणित: पाठ: भिन्न · गृहकार्य: पृष्ठ ४५',
};
const notice = {
  en: 'School is closed tomorrow because of heavy rain.',
  ne: 'धेरै पानी परेकाले भोलि विद्यालय बन्द हुन्छ।',
};
const message = { en: 'Aarav read very well today.', ne: 'आरवले आज धेरै राम्रो पढे।' };
const caption = { en: 'Science project', ne: 'विज्ञानको परियोजना' };
const inClass = { en: 'Class 5A', ne: 'कक्षा ५ क' };
const day = { en: 'Monday, 7 Mangsir', ne: 'सोमबार, ७ मंसिर' };

/** Every template, in the category UTILITY: news of one's own child's school, never advertising. */
export const templateDefinitions: Record<TemplateName, TemplateDefinition> = {
  class_update: {
    body: 'template.update',
    long: 'lessons',
    more: 'class_update_more',
    footer: true,
    examples: { children: child, lessons, sender: teacher },
  },
  class_update_more: {
    body: 'template.updateMore',
    long: 'lessons',
    footer: true,
    buttons: ['readAll'],
    examples: { children: child, lessons, sender: teacher },
  },
  class_correction: {
    body: 'template.correction',
    long: 'lessons',
    more: 'class_correction_more',
    footer: true,
    examples: { children: child, lessons, sender: teacher },
  },
  class_correction_more: {
    body: 'template.correctionMore',
    long: 'lessons',
    footer: true,
    buttons: ['readAll'],
    examples: { children: child, lessons, sender: teacher },
  },
  school_notice: {
    body: 'template.announcement',
    long: 'notice',
    more: 'school_notice_more',
    footer: true,
    examples: { school, notice },
  },
  school_notice_more: {
    body: 'template.announcementMore',
    long: 'notice',
    footer: true,
    buttons: ['readAll'],
    examples: { school, notice },
  },
  urgent_notice: {
    body: 'template.urgent',
    long: 'notice',
    more: 'urgent_notice_more',
    footer: true,
    examples: { school, notice },
  },
  urgent_notice_more: {
    body: 'template.urgentMore',
    long: 'notice',
    footer: true,
    buttons: ['readAll'],
    examples: { school, notice },
  },
  absence_alert: {
    body: 'template.absence',
    buttons: ['sick', 'leave', 'didNotKnow'],
    examples: { children: child, date: day },
  },
  at_school: {
    body: 'template.atSchool',
    examples: { children: child, date: day },
  },
  taken_back: {
    body: 'template.takenBack',
    examples: {
      audience: inClass,
      matter: { en: 'Mathematics', ne: 'गणित' },
      sender: teacher,
    },
  },
  message_about_child: {
    body: 'template.direct',
    long: 'message',
    more: 'message_about_child_more',
    examples: { child, sender: teacher, message },
  },
  message_about_child_more: {
    body: 'template.directMore',
    long: 'message',
    buttons: ['readAll'],
    examples: { child, sender: teacher, message },
  },
  class_photo: {
    body: 'template.photo',
    long: 'caption',
    more: 'class_media_more',
    header: 'IMAGE',
    footer: true,
    examples: { class: inClass, sender: teacher, caption },
  },
  class_document: {
    body: 'template.document',
    long: 'caption',
    more: 'class_media_more',
    header: 'DOCUMENT',
    footer: true,
    examples: { class: inClass, sender: teacher, caption },
  },
  class_media_more: {
    body: 'template.openMedia',
    long: 'caption',
    footer: true,
    buttons: ['readAll'],
    examples: { class: inClass, sender: teacher, caption },
  },
  welcome: {
    body: 'template.welcome',
    footer: true,
    examples: { school, children: child },
  },
  consent_request: {
    body: 'template.consent',
    buttons: ['agree', 'disagree'],
    examples: { school, children: child },
  },
  leave_notice: {
    body: 'template.leaveRequest',
    long: 'reason',
    more: 'parent_message_more',
    examples: { child, period: day, reason: { en: 'fever', ne: 'ज्वरो' } },
  },
  parent_message: {
    body: 'template.guardianMessage',
    long: 'message',
    more: 'parent_message_more',
    examples: { child, message: { en: 'When is the exam?', ne: 'परीक्षा कहिले हो?' } },
  },
  parent_message_more: {
    body: 'template.guardianMessageMore',
    long: 'message',
    buttons: ['readAll'],
    examples: { child, message: { en: 'When is the exam?', ne: 'परीक्षा कहिले हो?' } },
  },
  approval_request: {
    body: 'template.approval',
    long: 'notice',
    more: 'approval_request_more',
    buttons: ['approve', 'doNotApprove'],
    examples: { sender: teacher, audience: inClass, notice },
  },
  approval_request_more: {
    body: 'template.approvalMore',
    long: 'notice',
    buttons: ['readAll', 'approve', 'doNotApprove'],
    examples: { sender: teacher, audience: inClass, notice },
  },
  approval_decided: {
    body: 'template.decided',
    examples: {
      sender: teacher,
      audience: inClass,
      outcome: { en: 'Hari Rai approved it.', ne: 'हरि राईले स्वीकृत गर्नुभयो।' },
    },
  },
  number_alert: {
    body: 'template.alert',
    long: 'matter',
    examples: {
      school,
      matter: { en: 'Messages wait, since a payment is due.', ne: 'भुक्तानी बाँकी भएकाले सन्देश पर्खिएका छन्।' },
    },
  },
};
