/**
 * What to add to `performance.now()` for milliseconds of the clock that all processes of a machine share (Linux, macOS). Whatever
 * comes between its two readings makes it too small, so the largest of some is right.
 */
export const toShared = Math.max(
  ...Array.from({ length: 20 }, () => Number(process.hrtime.bigint()) / 1e6 - performance.now()),
);
