/** Source of a function that runs in the background's own realm: its clock is so far ahead, and its alarm rings now. */
export const clockAhead = (ms: number): string => `(background) => {
  const {alarms} = background.browser ?? background.chrome;
  background.trueNow ??= background.Date.now;
  background.Date.now = () => background.trueNow() + ${ms};
  return alarms.create('clock', {when: background.trueNow()});
}`;
