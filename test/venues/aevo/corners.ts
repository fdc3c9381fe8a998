import {answer, dollars, option} from './wire.ts';

/** Ways of the wire that no sample goes; `branches.test.ts` asks for them. */
const odd = (expiry: string | number) =>
  option('ETH-ODD', ['-1', '60', '50'], ['250', '250'], {
    option: {strike: '2500', option_type: 'put', expiry, iv: '0.5'},
  });

export const corners = ['1798185600000000000', 1_798_185_600].map((expiry) => [
  answer({coins: [dollars('5000')], rows: [odd(expiry)], totals: ['4950', '250', '250']}),
]);
