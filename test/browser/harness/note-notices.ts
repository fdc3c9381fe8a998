/** A notification as the background asked for it. */
export type Notice = {readonly id: string; readonly title: string; readonly message: string};

/** Source of a function that runs in the background's own realm and keeps what is notified in `notices`. */
export const noteNotices = `(background) => {
  const {notifications} = background.browser ?? background.chrome;
  const original = notifications.create.bind(notifications);
  background.notices = [];
  notifications.create = async (id, {title, message, ...more}) => {
    const shown = await original(id, {title, message, ...more});
    background.notices.push({id, title, message});
    return shown;
  };
  return null;
}`;
