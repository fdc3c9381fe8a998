export const COINS = ['BTC', 'ETH', 'SOL'];

export const instrumentOf = (coin: string) => `${coin}-PERP`;

/** As Aevo's documents have it for ETH (5 % initially); here of every coin. */
export const MAINTENANCE = '0.03';
