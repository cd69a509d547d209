-- A WhatsApp number. It belongs to the platform; one or more schools speak through it.
CREATE TABLE sender (
  id                uuid PRIMARY KEY,
  phone_number_id   text NOT NULL UNIQUE,
  waba_id           text NOT NULL,
  display_number    text NOT NULL,
  verified_name     text NOT NULL,
  per_second        int CHECK (per_second BETWEEN 1 AND 1000), -- null: the configured default
  quality           text NOT NULL DEFAULT 'UNKNOWN' CHECK (quality IN ('GREEN', 'YELLOW', 'RED', 'UNKNOWN')),
  created_at        timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE school (
  school_id            uuid PRIMARY KEY,
  name                 text NOT NULL,
  name_ne              text NOT NULL,
  type                 text NOT NULL CHECK (type IN ('community', 'institutional', 'religious', 'ecd_centre')),
  iemis_code           text CHECK (iemis_code ~ '^[0-9]{8,10}$'),
  province             text,
  district             text,
  local_level          text,
  languages            text[] NOT NULL DEFAULT '{ne,en}',
  sender_id            uuid NOT NULL REFERENCES sender,
  undo_window_seconds  int NOT NULL DEFAULT 15 CHECK (undo_window_seconds BETWEEN 0 AND 300),
  created_at           timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX school_by_sender ON school (sender_id);

CREATE TABLE academic_year (
  school_id  uuid NOT NULL REFERENCES school,
  id         uuid NOT NULL,
  name       text NOT NULL,              -- as people say it: 2083
  starts_on  date NOT NULL,
  ends_on    date NOT NULL CHECK (ends_on > starts_on),
  PRIMARY KEY (school_id, id),
  UNIQUE (school_id, name)
);

-- A class section of one academic year: 5A. `code` is the record form of understanding.md.
CREATE TABLE class (
  school_id  uuid NOT NULL,
  id         uuid NOT NULL,
  year_id    uuid NOT NULL,
  code       text NOT NULL,
  grade      text NOT NULL,              -- Nursery, LKG, UKG, 1 to 12
  section    text NOT NULL,
  PRIMARY KEY (school_id, id),
  UNIQUE (school_id, year_id, code),
  FOREIGN KEY (school_id, year_id) REFERENCES academic_year
);

CREATE TABLE subject (
  school_id  uuid NOT NULL REFERENCES school,
  code       text NOT NULL,              -- the codes of understanding.md
  PRIMARY KEY (school_id, code)
);

CREATE TABLE staff (
  school_id          uuid NOT NULL REFERENCES school,
  id                 uuid NOT NULL,
  name               text NOT NULL,
  name_ne            text,
  role               text NOT NULL CHECK (role IN ('admin', 'teacher', 'accountant')),
  phone              text NOT NULL CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  whatsapp_user_id   text,
  language           text NOT NULL DEFAULT 'ne' CHECK (language IN ('en', 'ne', 'both')),
  last_inbound_at    timestamptz,
  left_on            date,
  PRIMARY KEY (school_id, id),
  UNIQUE (school_id, phone)
);
CREATE INDEX staff_by_phone ON staff (phone);
CREATE INDEX staff_by_whatsapp_user ON staff (whatsapp_user_id) WHERE whatsapp_user_id IS NOT NULL;

-- What a member of staff teaches: rank 0 is their own class and main subject.
CREATE TABLE teaching (
  school_id  uuid NOT NULL,
  staff_id   uuid NOT NULL,
  class_id   uuid NOT NULL,
  rank       smallint NOT NULL,
  subjects   text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (school_id, staff_id, class_id),
  FOREIGN KEY (school_id, staff_id) REFERENCES staff,
  FOREIGN KEY (school_id, class_id) REFERENCES class
);

CREATE TABLE student (
  school_id         uuid NOT NULL REFERENCES school,
  id                uuid NOT NULL,
  name              text NOT NULL,
  name_ne           text,
  gender            text CHECK (gender IN ('female', 'male', 'other')),
  born_on           date,
  iemis_student_id  text,
  left_on           date,
  PRIMARY KEY (school_id, id)
);

CREATE TABLE enrolment (
  school_id   uuid NOT NULL,
  class_id    uuid NOT NULL,
  student_id  uuid NOT NULL,
  roll        int NOT NULL CHECK (roll > 0),
  left_on     date,
  PRIMARY KEY (school_id, class_id, student_id),
  UNIQUE (school_id, class_id, roll),
  FOREIGN KEY (school_id, class_id) REFERENCES class,
  FOREIGN KEY (school_id, student_id) REFERENCES student
);
CREATE INDEX enrolment_by_student ON enrolment (school_id, student_id);

CREATE TABLE guardian (
  school_id          uuid NOT NULL REFERENCES school,
  id                 uuid NOT NULL,
  name               text NOT NULL,
  name_ne            text,
  phone              text CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  whatsapp_user_id   text,
  language           text NOT NULL DEFAULT 'ne' CHECK (language IN ('en', 'ne', 'both')),
  opted_in           boolean NOT NULL DEFAULT false,   -- the sum of the consent ledger
  muted_topics       text[] NOT NULL DEFAULT '{}',
  unreachable_since  timestamptz,                      -- WhatsApp said so (131026)
  last_inbound_at    timestamptz,                      -- opens the 24-hour window
  PRIMARY KEY (school_id, id),
  UNIQUE (school_id, phone),
  CHECK (phone IS NOT NULL OR whatsapp_user_id IS NOT NULL)
);
CREATE INDEX guardian_by_phone ON guardian (phone);
CREATE INDEX guardian_by_whatsapp_user ON guardian (whatsapp_user_id) WHERE whatsapp_user_id IS NOT NULL;

CREATE TABLE guardianship (
  school_id    uuid NOT NULL,
  student_id   uuid NOT NULL,
  guardian_id  uuid NOT NULL,
  relation     text NOT NULL,
  is_primary   boolean NOT NULL DEFAULT false,
  PRIMARY KEY (school_id, student_id, guardian_id),
  FOREIGN KEY (school_id, student_id) REFERENCES student,
  FOREIGN KEY (school_id, guardian_id) REFERENCES guardian
);
CREATE INDEX guardianship_by_guardian ON guardianship (school_id, guardian_id);

-- The consent ledger: who agreed or withdrew, when, how, and to which words. Rows are only added.
CREATE TABLE consent (
  school_id    uuid NOT NULL,
  id           uuid NOT NULL,
  guardian_id  uuid NOT NULL,
  topic        text NOT NULL CHECK (topic IN ('all', 'homework', 'announcements', 'attendance')),
  granted      boolean NOT NULL,
  how          text NOT NULL CHECK (how IN ('form', 'whatsapp', 'import', 'admin', 'provider')),
  wording      text NOT NULL,
  recorded_by  uuid,
  at           timestamptz NOT NULL,
  PRIMARY KEY (school_id, id),
  FOREIGN KEY (school_id, guardian_id) REFERENCES guardian
);
CREATE INDEX consent_by_guardian ON consent (school_id, guardian_id, at);

CREATE TABLE attendance (
  school_id   uuid NOT NULL,
  class_id    uuid NOT NULL,
  on_date     date NOT NULL,
  student_id  uuid NOT NULL,
  state       text NOT NULL CHECK (state IN ('present', 'absent', 'late', 'leave')),
  reason      text,
  answer      text CHECK (answer IN ('sick', 'leave', 'did_not_know')), -- what the guardian said of an absence
  message_id  uuid,                      -- the alert that went out for it
  marked_by   uuid,
  marked_at   timestamptz NOT NULL,
  PRIMARY KEY (school_id, class_id, on_date, student_id),
  FOREIGN KEY (school_id, class_id) REFERENCES class,
  FOREIGN KEY (school_id, student_id) REFERENCES student
);

CREATE INDEX attendance_by_student ON attendance (school_id, student_id, on_date);
CREATE INDEX attendance_by_message ON attendance (school_id, message_id) WHERE message_id IS NOT NULL;

CREATE TABLE daily_update (
  school_id      uuid NOT NULL,
  id             uuid NOT NULL,
  class_id       uuid NOT NULL,
  subject        text NOT NULL,
  on_date        date NOT NULL,
  message_id     uuid NOT NULL,
  staff_id       uuid NOT NULL,
  topic          text,
  homework       text,
  understanding  text CHECK (understanding IN ('excellent', 'good', 'average', 'weak')),
  note           text,
  due_on         date,
  withdrawn_at   timestamptz,
  PRIMARY KEY (school_id, id),
  FOREIGN KEY (school_id, class_id) REFERENCES class,
  FOREIGN KEY (school_id, staff_id) REFERENCES staff
);
CREATE INDEX daily_update_by_class ON daily_update (school_id, class_id, on_date);

-- What closes or changes a school day. Layers of nepal.md section 2: national, district, local level, school.
CREATE TABLE calendar_event (
  school_id  uuid NOT NULL REFERENCES school,
  id         uuid NOT NULL,
  starts_on  date NOT NULL,
  ends_on    date NOT NULL CHECK (ends_on >= starts_on),
  kind       text NOT NULL CHECK (kind IN ('holiday', 'closure', 'exam', 'event')),
  title      text NOT NULL,
  title_ne   text,
  PRIMARY KEY (school_id, id)
);
CREATE INDEX calendar_event_by_day ON calendar_event (school_id, starts_on);

CREATE TABLE audit_log (
  school_id  uuid NOT NULL REFERENCES school,
  id         uuid NOT NULL,
  at         timestamptz NOT NULL,
  actor      text NOT NULL,              -- staff:<id>, operator:<id>, system
  action     text NOT NULL,
  subject    text NOT NULL,
  detail     jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (school_id, id)
);

-- A message template as it stands at Meta, per WhatsApp Business Account.
CREATE TABLE template (
  waba_id     text NOT NULL,
  name        text NOT NULL CHECK (name ~ '^[a-z0-9_]{1,512}$'),
  language    text NOT NULL,
  category    text NOT NULL,
  status      text NOT NULL,             -- APPROVED, PENDING, REJECTED, PAUSED, DISABLED
  meta_id     text,
  reason      text,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (waba_id, name, language)
);

CREATE TABLE job_run (
  id          uuid PRIMARY KEY,
  name        text NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz NOT NULL,
  outcome     text NOT NULL CHECK (outcome IN ('done', 'failed')),
  items       int NOT NULL DEFAULT 0,
  detail      text
);
CREATE INDEX job_run_by_name ON job_run (name, started_at DESC);

CREATE TABLE metric_sample (
  name    text NOT NULL,
  labels  jsonb NOT NULL DEFAULT '{}',
  at      timestamptz NOT NULL,
  value   double precision NOT NULL
);
CREATE INDEX metric_sample_by_name ON metric_sample (name, at DESC);

CALL wall_tenant_table('school');
CALL wall_tenant_table('academic_year');
CALL wall_tenant_table('class');
CALL wall_tenant_table('subject');
CALL wall_tenant_table('staff');
CALL wall_tenant_table('teaching');
CALL wall_tenant_table('student');
CALL wall_tenant_table('enrolment');
CALL wall_tenant_table('guardian');
CALL wall_tenant_table('guardianship');
CALL wall_tenant_table('consent');
CALL wall_tenant_table('attendance');
CALL wall_tenant_table('daily_update');
CALL wall_tenant_table('calendar_event');
CALL wall_tenant_table('audit_log');

-- A tenant may read which number and which approved templates serve it; only the platform writes them.
GRANT SELECT ON sender, template TO chautari_tenant;

-- The engine finds whose number wrote, and marks people it cannot reach or who wrote just now.
CALL open_to_engine('sender', 'SELECT, INSERT, UPDATE');
CALL open_to_engine('school', 'SELECT');
CALL open_to_engine('staff', 'SELECT, UPDATE');
CALL open_to_engine('guardian', 'SELECT, UPDATE');
CALL open_to_engine('template', 'SELECT, INSERT, UPDATE, DELETE');
CALL open_to_engine('job_run', 'SELECT, INSERT, DELETE');
CALL open_to_engine('metric_sample', 'SELECT, INSERT, DELETE');
