/** Messages to one person at most that may be ahead of the pace towards them (cloud-api.md section 3). */
export const BURST = 45;
