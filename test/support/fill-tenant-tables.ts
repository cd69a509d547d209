import { newId } from '#lib/ids.ts';
import { packDeliveryKey } from '#send/delivery-key.ts';
import type { TestRuntime } from '#test/support/runtime.ts';
import { loadSmallSchool, SCHOOL_DAY, type SmallSchool } from '#test/support/small-school.ts';

/**
 * Loads a school and sees to it that it has a row in every tenant table. A new tenant table needs a row here; the test
 * of the walls says so.
 */
export async function fillTenantTables(runtime: TestRuntime, nth: number): Promise<SmallSchool> {
  const school = await loadSmallSchool(runtime, { nth });
  const [pupil] = await runtime.database.query<{ student_id: string }>(
    'SELECT student_id FROM enrolment WHERE class_id = $1',
    [school.classes['5A']],
  );
  for (const [table, row] of rowsOf(school, pupil!.student_id, nth)) {
    const columns = Object.keys(row).join(', ');
    await runtime.database.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`,
      [JSON.stringify(row)],
    );
  }
  return school;
}

/** Those that loading a school leaves empty. */
function rowsOf(school: SmallSchool, student_id: string, nth: number): [table: string, row: object][] {
  const { id: school_id, senderId: sender_id } = school;
  const class_id = school.classes['5A'];
  const staff_id = school.staff.maya.id;
  const { id: guardian_id, phone } = school.guardians.ashasMother;
  const at = new Date(SCHOOL_DAY).toISOString();
  const on_date = at.slice(0, 10);
  const id = newId(SCHOOL_DAY);
  const message_id = newId(SCHOOL_DAY);
  const key = { schoolId: school_id, messageId: message_id, recipientId: guardian_id, part: 0, attempt: 1 };
  const wamid = `wamid.${packDeliveryKey(key)}`;
  return [
    ['subject', { school_id, code: 'mathematics' }],
    [
      'consent',
      { school_id, id, guardian_id, topic: 'all', granted: true, how: 'form', wording: 'I agree.', at },
    ],
    ['attendance', { school_id, class_id, on_date, student_id, state: 'present', marked_at: at }],
    ['daily_update', { school_id, id, class_id, subject: 'mathematics', on_date, message_id, staff_id }],
    [
      'calendar_event',
      { school_id, id, starts_on: on_date, ends_on: on_date, kind: 'event', title: 'Parents’ day' },
    ],
    ['audit_log', { school_id, id, at, actor: 'system', action: 'test', subject: 'nothing', detail: {} }],
    [
      'approval',
      {
        school_id,
        id: message_id,
        author_id: staff_id,
        inbound_id: id,
        request_id: 'test',
        reading: {},
        audience: {},
        asked_at: at,
        expires_at: at,
      },
    ],
    ['own_word', { school_id, staff_id, word: 'omt', subject: 'optional_math', times: 2, learnt_at: at }],
    [
      'media',
      {
        school_id,
        id,
        sender_id,
        sha256: 'a'.repeat(64),
        mime_type: 'image/jpeg',
        source_id: '1',
        state: 'waiting',
        attempts: 0,
        look_at: at,
        give_up_at: at,
      },
    ],
    ['draft', { school_id, person_id: staff_id, awaiting: 'topic', reading: {}, asked_at: at }],
    [
      'message',
      {
        school_id,
        id: message_id,
        kind: 'daily_update',
        topic: 'homework',
        priority: 2,
        sender_id,
        request_id: 'test',
        content: {},
        media: [],
        held: false,
        recipients: 1,
        created_at: at,
        send_after: at,
        expires_at: at,
      },
    ],
    [
      'delivery',
      {
        school_id,
        message_id,
        recipient_id: guardian_id,
        part: 0,
        sender_id,
        recipient_kind: 'guardian',
        address: phone,
        language: 'ne',
        wamid,
      },
    ],
    [
      'month_total',
      {
        ...{
          school_id,
          month: '2026-04-01',
          kind: 'direct',
          messages: 1,
          deliveries: 1,
          delivered: 1,
          read: 1,
        },
        ...{ sent: 0, failed: 0, withdrawn: 0, expired: 0, templates: 1, free_form: 0 },
      },
    ],
    ['lane_flow', { school_id, sender_id, priority: 2, finish_tag: 1 }],
    [
      'inbound_message',
      {
        sender_id,
        wamid: `wamid.in.${nth}`,
        id,
        event_id: id,
        request_id: 'test',
        person: phone,
        type: 'text',
        payload: {},
        sent_at: at,
        school_id,
      },
    ],
  ];
}
