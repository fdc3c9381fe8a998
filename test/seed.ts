import {configureGlobal} from 'fast-check';

/**
 * Property tests start from one seed, so that a run says the same of the same code. `PLIMSOLL_SEED=random` looks where
 * nobody has looked yet; any number repeats what such a run found.
 */
const chosen = process.env.PLIMSOLL_SEED ?? '20261122';
configureGlobal(chosen === 'random' ? {} : {seed: Number(chosen)});
