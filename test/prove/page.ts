import type {Finding, Form, Promised} from './finding.ts';

export type Proven = Promised & {readonly findings: readonly Finding[]};

/** Where and when it was proven. */
export type Circumstances = {
  readonly date: string;
  readonly form: Form;
  readonly minutes: number;
  /** As each program names itself. */
  readonly versions: readonly string[];
  /** Of the sources, and whether they had changes of nobody's record. */
  readonly revision: string;
};

export const holds = ({findings}: Proven): boolean =>
  findings.length > 0 && findings.every(({verdict}) => verdict === 'holds');

const list = (items: readonly string[]): string => items.map((item) => `- ${oneLine(item)}\n`).join('');
const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' · ').trim();

function section(proven: Proven, number: number): string {
  const {title, promise, findings, limits} = proven;
  const parts = findings.map(
    ({how, verdict, figures, faults}) =>
      `**${verdict === 'holds' ? '✓' : '✗'} ${how}**\n\n${list(figures)}${faults.length > 0 ? `\nBroken:\n\n${list(faults)}` : ''}`,
  );
  const known = limits.length > 0 ? [`What we do not promise:\n\n${list(limits)}`] : [];
  const head = `## ${number}. ${title} – ${holds(proven) ? 'holds' : 'does not hold'}`;
  return paragraphs([head, promise, ...parts, ...known]);
}

const paragraphs = (parts: readonly string[]): string => parts.map((part) => part.trimEnd()).join('\n\n');

/** The proof page, whole: each promise, how it was tried, what was seen, and what is not promised. */
export function proofPage(
  all: readonly Proven[],
  {date, form, minutes, versions, revision}: Circumstances,
): string {
  const kept = all.filter(holds).length;
  const head = [
    '# Proof',
    `\`npm run prove\` wrote this page. It tries every promise and says what it saw: ${kept} of ${all.length} hold.`,
    `${date}, ${form} form, ${minutes.toFixed(1)} minutes, sources at ${revision}.\n${versions.join('; ')}.`,
  ];
  return `${paragraphs([...head, ...all.map((one, index) => section(one, index + 1))])}\n`;
}
