/** Source of a function that runs in the background's own realm and keeps the times in `badgeTimes`. */
export const noteBadges = `(background) => {
  const {action} = background.browser ?? background.chrome;
  const original = action.setBadgeText.bind(action);
  background.badgeTimes = [];
  action.setBadgeText = (details) => {
    const done = original(details);
    done.then(() => background.badgeTimes.push(performance.timeOrigin + performance.now()));
    return done;
  };
  return null;
}`;
