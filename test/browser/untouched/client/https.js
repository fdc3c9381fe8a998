// A page has no `https`; the clients ask for it only where they keep connections themselves.
export class Agent {}
export default {Agent};
