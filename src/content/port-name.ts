/** As `PORT.frames` of `messages.ts`, whose schemas must stay out of this bundle; a test holds them together. */
export const PORT_NAME = 'frames';
