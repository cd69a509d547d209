import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kathmanduInstant } from '#nepal/calendar.ts';
import { timeWords } from './time-words.ts';

const TODAY = '2026-11-23';
const cases: [day: string, time: string, en: string, ne: string][] = [
  [TODAY, '00:05', '12:05 am', 'राति १२:०५ बजे'],
  [TODAY, '07:30', '7:30 am', 'बिहान ७:३० बजे'],
  [TODAY, '12:00', '12:00 pm', 'दिउँसो १२:०० बजे'],
  [TODAY, '16:35', '4:35 pm', 'बेलुका ४:३५ बजे'],
  [TODAY, '21:00', '9:00 pm', 'राति ९:०० बजे'],
  ['2026-11-24', '10:15', '10:15 am tomorrow', 'भोलि बिहान १०:१५ बजे'],
  ['2026-11-25', '10:15', '10:15 am on Wednesday, Mangsir 9', 'बुधबार, मंसिर ९ गते बिहान १०:१५ बजे'],
];
for (const [day, time, en, ne] of cases)
  test(`${day} ${time} is said as "${en}"`, () => {
    assert.deepEqual(timeWords(kathmanduInstant(day, time).getTime(), TODAY), { en, ne });
  });
