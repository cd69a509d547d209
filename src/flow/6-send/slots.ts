/** Lanes are spread over so many slots (the trigger `open_lane` does it); one job drains the lanes of a slot side by side. */
export const SLOTS = 8;
