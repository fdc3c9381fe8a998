/**
 * What a test measured, in words, for the proof page: kept with the test's result, so that a promise is published with
 * the figures that were seen and not with those of a comment.
 */
export function noteFigure(task: {readonly meta: object}, figure: string): void {
  const meta = task.meta as {figures?: string[]};
  meta.figures = [...(meta.figures ?? []), figure];
  console.info(figure);
}

/** What was noted with a test, as its result carries it. */
export const figuresIn = (meta: unknown): readonly string[] => {
  const figures = (meta as {readonly figures?: unknown} | null)?.figures;
  return Array.isArray(figures) ? figures.filter((one) => typeof one === 'string') : [];
};
