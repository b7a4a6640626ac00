import type { EncodeOptions, FramePart } from '../protocol/tokenizer/workbench';
import type { CodeInput } from './codeInput';

/** Lines that make the rows by hand, as Python's `transformers` does: cut, framed, padded. */
export function handmadeRows({ texts, options, facts, frame, padId }: CodeInput): string[] {
  const paired = texts.some(({ pair }) => pair !== undefined);
  const parameters = paired ? '(a, b)' : '(a)';
  const special = frame.filter((part) => 'id' in part).length;
  const withTypeIds = facts.inputNames.includes('token_type_ids');
  return [
    '',
    '// As Python does it: this call of transformers.js has no such options.',
    'const idsOf = (text) => tokenizer.encode(text, { add_special_tokens: false });',
    `const frame = ${parameters} => [${frame.map(idPart).join(', ')}];`,
    ...(withTypeIds ? [`const types = ${parameters} => [${frame.map(typePart).join(', ')}];`] : []),
    ...pieceLines(options, special),
    'const rows = texts.flatMap((text, index) => {',
    '  const first = idsOf(text);',
    ...(paired ? ['  const second = idsOf(pairs[index]);'] : []),
    ...keptLines(options, paired),
    ...(paired
      ? [
          '  const [head, ...later] = pieces(first, keepFirst);',
          '  const seconds = pieces(second, keepSecond);',
          '  return [',
          '    [head, seconds[0]],',
          '    ...later.flatMap((piece) => seconds.map((other) => [piece, other])),',
          '    ...seconds.slice(1).map((other) => [head, other]),',
          '  ];',
        ]
      : ['  return pieces(first, keepFirst).map((piece) => [piece]);']),
    '});',
    ...paddingLines(options),
    'const encoding = {',
    `  input_ids: rows.map((row) => pad(frame(...row), ${padId ?? 0})),`,
    ...(withTypeIds ? ['  token_type_ids: rows.map((row) => pad(types(...row), 0)),'] : []),
    '  attention_mask: rows.map((row) => pad(frame(...row).map(() => 1), 0)),',
    '};',
  ];
}

function idPart(part: FramePart): string {
  return 'id' in part ? String(part.id) : `...${part.sequence === 0 ? 'a' : 'b'}`;
}

function typePart(part: FramePart): string {
  return 'id' in part
    ? String(part.typeId)
    : `...${part.sequence === 0 ? 'a' : 'b'}.map(() => ${part.typeId})`;
}

function pieceLines({ truncation }: EncodeOptions, special: number): string[] {
  const { strategy, maxLength, side, stride, overflow } = truncation;
  if (strategy === 'none') {
    return ['const pieces = (ids) => [ids];'];
  }
  const slice = {
    right: 'ids.slice(from, to)',
    left: 'ids.slice(ids.length - to, ids.length - from)',
  };
  return [
    `const room = ${maxLength} - ${special};`,
    'function pieces(ids, keep) {',
    '  const all = [];',
    `  for (let from = 0; ; from += keep - ${stride}) {`,
    '    const to = Math.min(from + keep, ids.length);',
    `    all.push(${slice[side]});`,
    overflow ? '    if (to === ids.length) return all;' : '    return all;',
    '  }',
    '}',
  ];
}

function keptLines({ truncation: { strategy } }: EncodeOptions, paired: boolean): string[] {
  if (strategy === 'none') {
    return [
      '  const keepFirst = first.length;',
      ...(paired ? ['  const keepSecond = second.length;'] : []),
    ];
  }
  if (!paired) {
    return ['  const keepFirst = Math.min(first.length, room);'];
  }
  if (strategy !== 'longest_first') {
    const [cut, whole] = strategy === 'only_first' ? ['First', 'Second'] : ['Second', 'First'];
    return [
      '  const remove = Math.max(0, first.length + second.length - room);',
      `  const keep${cut} = ${cut.toLowerCase()}.length - remove;`,
      `  const keep${whole} = ${whole.toLowerCase()}.length;`,
    ];
  }
  return [
    '  const shorter = Math.min(first.length, second.length, Math.floor(room / 2));',
    '  const fits = first.length + second.length <= room;',
    '  const [low, high] = [shorter, room - shorter];',
    '  const [keepFirst, keepSecond] = fits',
    '    ? [first.length, second.length]',
    '    : first.length <= second.length',
    '      ? [low, high]',
    '      : [high, low];',
  ];
}

function paddingLines({ padding }: EncodeOptions): string[] {
  const { strategy, length, side, multipleOf } = padding;
  if (strategy === 'none') {
    return ['const pad = (values) => values;'];
  }
  const target =
    strategy === 'longest'
      ? 'Math.max(...rows.map((row) => frame(...row).length))'
      : String(length);
  const parts = side === 'left' ? '...padding, ...values' : '...values, ...padding';
  return [
    `const length = Math.ceil(${target} / ${multipleOf}) * ${multipleOf};`,
    'function pad(values, value) {',
    '  const padding = new Array(Math.max(0, length - values.length)).fill(value);',
    `  return [${parts}];`,
    '}',
  ];
}
