import {t} from '../text/message.ts';

/** An exchange that can be read. */
export type ExchangeEntry = {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly string[];
  /** Whether the browser lets us see its pages. */
  readonly access: 'allowed' | 'withheld';
};

type Props = {
  readonly exchanges: readonly ExchangeEntry[];
  /** Ids of those that are not read. */
  readonly off: readonly string[];
  readonly change: (off: readonly string[]) => void;
  readonly allow: (exchange: ExchangeEntry) => void;
};

/** Which exchanges are read; where the browser withholds one, a word for it. */
export function Exchanges({exchanges, off, change, allow}: Props) {
  return (
    <section>
      <h2>{t('option_exchanges')}</h2>
      <p>{t('option_exchanges_why')}</p>
      <div class="exchanges" data-testid="exchanges">
        {exchanges.map((exchange) => (
          <div key={exchange.id}>
            <label title={exchange.hosts.join('\n')}>
              <input
                type="checkbox"
                name={exchange.id}
                checked={!off.includes(exchange.id)}
                onChange={({currentTarget}) => {
                  const others = off.filter((id) => id !== exchange.id);
                  change(currentTarget.checked ? others : [...others, exchange.id]);
                }}
              />
              {exchange.name}
            </label>
            {exchange.access === 'withheld' && (
              <button type="button" onClick={() => allow(exchange)}>
                {t('no_access_action')}
              </button>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
