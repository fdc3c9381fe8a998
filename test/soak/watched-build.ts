import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** A notification as the background asked for it, and when the browser said that it is shown. */
export type NoticeEvent = {
  readonly phase: 'asked' | 'shown';
  readonly id: string;
  readonly title: string;
  readonly message: string;
};

/** Where pages of the extension hear of them. */
export const NOTICE_CHANNEL = 'soak-notices';

/** Runs before the background's own script, in every life of it, and changes nothing of what it does. */
const WATCH = `{
  const {notifications} = (globalThis.browser ?? globalThis.chrome);
  const create = notifications.create.bind(notifications);
  const channel = new BroadcastChannel('${NOTICE_CHANNEL}');
  notifications.create = async (id, options) => {
    const {title, message} = options;
    channel.postMessage({phase: 'asked', id, title, message});
    const answer = await create(id, options);
    channel.postMessage({phase: 'shown', id, title, message});
    return answer;
  };
}
`;

/** A copy of a built extension whose background tells of each notification. */
export function watchedBuild(extension: string, folder: string): string {
  cpSync(extension, folder, {recursive: true});
  const script = join(folder, 'background.js');
  writeFileSync(script, WATCH + readFileSync(script, 'utf8'));
  return folder;
}
