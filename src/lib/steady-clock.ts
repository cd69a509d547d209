/**
 * The time of day in whole milliseconds since 1970 that never jumps and never goes back: it runs by the monotonic clock, and
 * follows the machine's clock at half its speed more or less where the two have come apart. So waits are at most half as
 * long again or as short when somebody sets the machine's clock.
 * @param wall the machine's clock, which may be set at any moment
 * @param monotonic milliseconds from any beginning, which only go on
 */
export function createSteadyClock(wall: () => number, monotonic: () => number): () => number {
  let last = monotonic();
  let now = wall();
  return () => {
    const mark = monotonic();
    const passed = mark - last;
    last = mark;
    now += passed;
    const apart = wall() - now;
    const most = passed * FOLLOWING_SPEED;
    now += Math.max(-most, Math.min(most, apart));
    return Math.floor(now);
  };
}

const FOLLOWING_SPEED = 1 / 2;
