import {clearinghouse, frame, message, USER} from './wire.ts';

/** Ways of the wire that no sample goes; `branches.test.ts` asks for them. */
const asked = (id: number | string) =>
  frame({method: 'post', id, request: {type: 'info', payload: {type: 'clearinghouseState', user: USER}}}, 1, {
    direction: 'out',
  });
const told = (id: number | string) =>
  message('post', {
    id,
    response: {
      type: 'info',
      payload: {
        type: 'clearinghouseState',
        data: clearinghouse([], {crossRawUsd: '10', crossMaintenance: '0', time: 1}),
      },
    },
  });

export const corners = [
  [asked(1), told(1)],
  [asked('a'), told('a')],
];
