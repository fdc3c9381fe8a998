/** What a positions table's header cells say, in English, Chinese, Korean, Japanese and Russian. */

export type Meaning =
  | 'symbol'
  | 'side'
  | 'size'
  | 'value'
  | 'entry'
  | 'mark'
  | 'liquidation'
  | 'margin'
  | 'equity'
  | 'pnl'
  | 'leverage';

export type Column = {
  /** More than one: `Entry / Mark`, whose cells hold both, in that order. None: a column that is not ours to read. */
  readonly means: readonly Meaning[];
  /** From `Size (BTC)`; empty: none. */
  readonly unit: string;
};

/** The word without which no table is one of positions: also how the page is searched for one. */
export const LIQUIDATION =
  /\bliq\b|liquidat|强平|強平|爆仓|爆倉|清算|ロスカット|強制決済|청산|ликв(?!идност)/i;

/** The first that fits. Null: this column says something else, though a later word occurs in it. */
const WORDS: readonly (readonly [Meaning | null, RegExp])[] = [
  [
    null,
    /ratio|\bmode\b|\bmaint|initial margin|保证金率|金率|率$|比例|모드|비율|モード|模式|режим|коэфф|поддерж|維持|维持|유지|funding|资金费|資金|펀딩|финансир|distance|距|\btime\b|\bdate\b|时间|時間|시간|время|дата/i,
  ],
  ['liquidation', LIQUIDATION],
  ['equity', /net (value|equity)|净值|淨值|純資産|순자산|순가치|чистая стоимость/i],
  ['pnl', /^(?!.*(?<!un)reali[sz]ed)(?=.*(\bp ?[&/] ?l\b|pnl|profit|unreali[sz]ed))/i],
  [
    'pnl',
    /未实现|未實現|浮动?盈|浮動盈|^盈亏|^盈虧|^收益(?!率)|未実現|評価損益|^損益|미실현|^손익|^수익(?!률)/,
  ],
  ['pnl', /нереализ|^прибыль|^пнл|^pnl/i],
  [
    'mark',
    /\bmark\b|oracle|index price|current price|market price|标记|標記|当前价|當前價|マーク|現在(値|価)|현재 ?가|시장가|마크|표시 ?가/i,
  ],
  ['mark', /маркир|текущая цена|рыночная цена|цена оракула/i],
  [
    'entry',
    /\bentry\b|open(ing)? price|avg\.? ?(open )?price|average (open )?price|开仓|開倉|持仓均价|持倉均價|入场|入場|進場|エントリー|建値|平均取得|取得価格|진입|평균 ?가|매입|вход|средняя цена/i,
  ],
  ['leverage', /leverage|杠杆|槓桿|レバレッジ|레버리지|плечо/i],
  ['value', /notional|\bvalue\b|价值|價值|名义|名義|価値|想定元本|명목|가치|стоимость|номинал/i],
  ['margin', /\bmargin\b|collateral|保证金|保證金|証拠金|担保|증거금|마진|담보|маржа|обеспечени|залог/i],
  ['side', /^(side|direction|long ?\/ ?short|方向|多空|サイド|売買|방향|구분|сторона|направление)$/i],
  [
    'size',
    /\bsize\b|\bqty\b|quantity|^amount$|数量|數量|持仓量|持倉量|^仓位$|^倉位$|サイズ|수량|크기|размер|кол-?во|количество|объ[её]м/i,
  ],
  [
    'symbol',
    /^(symbol|market|pair|coin|contract|asset|instrument|positions?|ticker|token|trade|perp|name)s?$|合约|合約|交易对|交易對|币种|幣種|品种|市场|市場|銘柄|通貨|シンボル|^ポジション$|심볼|종목|마켓|코인|^포지션$|페어|계약|рынок|символ|^пара$|контракт|инструмент|^позици|^монета|^актив$/i,
  ],
];

/** Words of tables that look alike: what was closed, other people's positions, orders. */
const OTHER_TABLE =
  /clos(e|ed|ing) (price|time|date)|exit price|closed at|\btrader\b|^(account|user|address|wallet|rank)$|trigger price|order type|平仓(价|均价|时间)|平倉(價|均價|時間)|交易员|交易員|排名|決済価格|決済日|トレーダー|종료 ?(가|시간)|트레이더|순위|цена закрытия|время закрытия|трейдер|адрес|ранг/i;

const bare = (text: string): string =>
  text
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .replaceAll(/[ⓘ↑↓▲▼⇅↕*?:]/g, '')
    .replaceAll(/\bu(nr)?\.? ?p/gi, 'unrealized p')
    .trim();

const meaningOf = (words: string): Meaning | null => {
  const text = words.replaceAll('.', ' ').replaceAll(/ +/g, ' ').trim();
  return WORDS.find(([, fits]) => fits.test(text))?.[0] ?? null;
};

const columnOf = (header: string): Column => {
  const text = bare(header.slice(0, 60));
  const [, name = text, inside = ''] = /^(.*?)\s*[([（]([^)\]）]*)[)\]）]$/.exec(text) ?? [];
  const unit = /^[A-Z][A-Z\d]{1,9}$/.test(inside) && !/^(ROE|ROI|PNL)$/.test(inside) ? inside : '';
  const whole = meaningOf(name);
  // `Long/Short`, `P/L` are one thing; `Entry / Mark` are two.
  const parts = name.split(/[/|]/).map((part) => meaningOf(part.trim()));
  const means = parts.length > 1 && new Set(parts).size === parts.length ? parts : [whole];
  const known = means.filter((meaning) => meaning !== null);
  return {means: known.length === means.length ? known : whole === null ? [] : [whole], unit};
};

const NEEDED: readonly Meaning[] = ['symbol', 'size', 'liquidation'];

/**
 * A table's columns by its header cells, one for one; null: this is no table of open positions, or not one that we
 * understand for sure.
 */
export const columnsOf = (headers: readonly string[]): readonly Column[] | null => {
  if (headers.length < 4 || headers.length > 30) return null;
  if (headers.some((header) => OTHER_TABLE.test(bare(header)))) return null;
  const columns = headers.map(columnOf);
  const count = (meaning: Meaning) =>
    columns.reduce((sum, {means}) => sum + (means.includes(meaning) ? 1 : 0), 0);
  // Two columns that claim one meaning: which is which is not ours to guess. Of the contract the first names it.
  const twice = columns.flatMap(({means}) => means).filter((meaning) => count(meaning) > 1);
  let named = false;
  const sure = columns.map((column): Column => {
    const means = column.means.filter((meaning) => {
      if (meaning !== 'symbol') return !twice.includes(meaning);
      const first = !named;
      named = true;
      return first;
    });
    return means.length === column.means.length ? column : {...column, means: []};
  });
  const has = (meaning: Meaning) => sure.some(({means}) => means.includes(meaning));
  if (!NEEDED.every(has) || !(has('mark') || has('entry'))) return null;
  return sure;
};

/** What stands in a positions table that has no rows. */
export const EMPTY =
  /\bno (open |active )?positions?\b|no (data|records?)\b|you (don't|do not|have no) .*position|暂无|暫無|没有(持仓|仓位)|沒有(持倉|倉位)|无持仓|無持倉|ポジション(は|が)?(ありません|なし|がありません)|データなし|포지션이? ?없|없습니다|нет (открытых )?позиций|нет данных/i;
