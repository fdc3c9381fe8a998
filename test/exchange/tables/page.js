// A trading page in one of the three forms, drawn anew by changing texts only, as front ends do.
const {form, head, nothing} = dress;
const main = document.querySelector('main');

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const line = (cells) => {
  if (form === 'table') return make('tr', {}, ...cells.map((cell) => make('td', {}, cell)));
  if (form === 'grid')
    return make(
      'div',
      {role: 'row', class: 'line'},
      ...cells.map((cell) => make('div', {role: 'gridcell'}, cell)),
    );
  return make('a', {class: 'line'}, ...cells.map((cell) => make('div', {}, cell)));
};

const body = make(form === 'table' ? 'tbody' : 'div', form === 'grid' ? {role: 'rowgroup'} : {});
if (form === 'table') {
  const heads = head.map((word) => make('th', {}, make('span', {}, word)));
  main.append(make('table', {}, make('thead', {}, make('tr', {}, ...heads)), body));
} else if (form === 'grid') {
  const heads = head.map((word) => make('div', {role: 'columnheader'}, word));
  const group = make('div', {role: 'rowgroup'}, make('div', {role: 'row', class: 'line'}, ...heads));
  main.append(make('div', {role: 'grid'}, group, body));
} else {
  main.append(
    make('section', {}, make('div', {class: 'line'}, ...head.map((word) => make('div', {}, word))), body),
  );
}

/** A cell's blocks and pieces as elements, made once for each row; later only their texts change. */
const cellFor = (text) => {
  const cell = document.createDocumentFragment();
  for (const block of text.split('\n'))
    cell.append(make('div', {}, ...block.split('\t').map((piece) => make('span', {}, piece))));
  return cell;
};
const piecesOf = (texts) => texts.flatMap((text) => text.split(/[\n\t]/));

let drawn = '';
function draw({rows, figures = []}) {
  const shape = JSON.stringify(rows.map((texts) => texts.map((text) => text.replaceAll(/[^\n\t]/g, ''))));
  const names = rows.map(([name]) => name).join();
  if (shape + names !== drawn) {
    drawn = shape + names;
    body.replaceChildren(
      ...(rows.length > 0 ? rows.map((texts) => line(texts.map(cellFor))) : [make('div', {}, nothing)]),
    );
  }
  const spans = body.querySelectorAll('span');
  for (const [at, text] of rows.flatMap(piecesOf).entries())
    if (spans[at].firstChild === null) spans[at].append(text);
    else if (spans[at].firstChild.nodeValue !== text) spans[at].firstChild.nodeValue = text;
  document
    .querySelector('aside')
    .replaceChildren(
      ...figures.map(([label, value]) => make('p', {}, make('i', {}, label), make('b', {}, value))),
    );
}

setInterval(async () => draw(await (await fetch('/shown')).json()), 150);
