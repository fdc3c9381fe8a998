import {useState} from 'preact/hooks';
import {t} from '../text/message.ts';

type ChoiceProps<Value extends string> = {
  readonly name: string;
  readonly title: string;
  readonly why?: string;
  readonly value: Value;
  readonly values: readonly (readonly [Value, string])[];
  readonly choose: (value: Value) => void;
};

/** One of a few, all of them in sight. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const {name, title, why, value, values, choose} = props;
  return (
    <fieldset class="setting" data-testid={name}>
      <legend>{title}</legend>
      <div class="choices">
        {values.map(([each, word]) => (
          <label key={each}>
            <input
              type="radio"
              name={name}
              value={each}
              checked={each === value}
              onChange={() => choose(each)}
            />
            {word}
          </label>
        ))}
      </div>
      {why && <small>{why}</small>}
    </fieldset>
  );
}

type SwitchProps = {
  readonly name: string;
  readonly title: string;
  readonly why?: string;
  readonly value: 'on' | 'off';
  readonly choose: (value: 'on' | 'off') => void;
};

export function Switch({name, title, why, value, choose}: SwitchProps) {
  return (
    <label class="setting switch" data-testid={name}>
      <span>{title}</span>
      <input
        type="checkbox"
        checked={value === 'on'}
        onChange={({currentTarget}) => choose(currentTarget.checked ? 'on' : 'off')}
      />
      {why && <small>{why}</small>}
    </label>
  );
}

type NumbersProps = {
  readonly name: string;
  readonly title: string;
  readonly why: string;
  readonly value: readonly string[];
  /** Null: one of them cannot be understood. */
  readonly read: (texts: readonly string[]) => readonly string[] | null;
  readonly choose: (value: readonly string[]) => void;
};

/** Several numbers in one field, apart by spaces or commas; what cannot be understood is said and not kept. */
export function Numbers({name, title, why, value, read, choose}: NumbersProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && read(parts(typed)) === null;
  return (
    <label class="setting" data-testid={name}>
      <span>{title}</span>
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={typed ?? value.join(', ')}
        aria-invalid={wrong}
        onInput={({currentTarget}) => {
          setTyped(currentTarget.value);
          const understood = read(parts(currentTarget.value));
          if (understood !== null) choose(understood);
        }}
        onBlur={() => {
          if (!wrong) setTyped(null);
        }}
      />
      <small role={wrong ? 'alert' : undefined} class={wrong ? 'wrong' : undefined}>
        {wrong ? t('option_not_understood') : why}
      </small>
    </label>
  );
}

const parts = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((part) => part !== '');
