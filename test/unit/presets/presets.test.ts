import assert from 'node:assert/strict';
import { Template } from '@huggingface/jinja';
import type { PresetProblem } from '../../../src/common/presets/preset';
import { gatherPresets, settingSources } from '../../../src/host/presets/presetSources';
import { readPresets as readWith } from '../../../src/host/presets/readPresets';

const readPresets = (list: readonly unknown[]) => readWith(list, Template);
const good = { name: 'Good', template: '{{ text }}' };

describe('prompt presets', () => {
  const problemOf = (entry: unknown): PresetProblem => {
    const { presets, problems } = readPresets([good, entry, { ...good, name: 'Also good' }]);
    assert.deepEqual(
      presets.map(({ name }) => name),
      ['Good', 'Also good'],
    );
    assert.equal(problems.length, 1);
    return problems[0]!.problem;
  };

  it('hold a template, as a text or as lines, and fields of the form', () => {
    const [preset] = readPresets([
      {
        name: ' Haiku ',
        description: 'Three lines',
        template: ['Haiku about {{ question }}', '', ''],
        question: 'About what?',
        stop: ['\n\n'],
        temperature: 1.2,
        greedy: false,
        maxNewTokens: 40,
      },
    ]).presets;
    assert.equal(preset?.name, 'Haiku');
    assert.equal(preset.template, 'Haiku about {{ question }}\n\n');
    assert.equal(preset.question, 'About what?');
    assert.equal(preset.chat, null);
    assert.deepEqual(preset.sampling, {
      stop: ['\n\n'],
      temperature: 1.2,
      greedy: false,
      maxNewTokens: 40,
    });
  });

  it('can be a chat, with nothing above its first turn', () => {
    const [chat] = readPresets([{ name: 'C', chat: { user: 'Q', assistant: 'A' } }]).presets;
    assert.deepEqual(chat?.chat, { user: 'Q', assistant: 'A' });
    assert.equal(chat.template, '');
  });

  it('are refused one by one, and the others keep working', () => {
    for (const entry of ['text', null, 7, [good]]) {
      assert.deepEqual(problemOf(entry), { kind: 'notAnObject' });
    }
    assert.deepEqual(problemOf({ template: 'x' }), { kind: 'noName' });
    assert.deepEqual(problemOf({ name: ' ', template: 'x' }), { kind: 'noName' });
    for (const template of [undefined, '', ' \n', 7, ['a', 7], [], {}]) {
      assert.deepEqual(problemOf({ name: 'B', template }), { kind: 'noTemplate' });
    }
    assert.equal(problemOf({ name: 'B', template: '{{ text' }).kind, 'broken');
    assert.deepEqual(problemOf({ name: 'B', template: '{{ txt }}' }), {
      kind: 'unknownVariable',
      variable: 'txt',
    });
    assert.deepEqual(problemOf({ ...good, temprature: 1 }), {
      kind: 'unknownProperty',
      property: 'temprature',
    });
  });

  it('are refused for values that no run takes', () => {
    for (const [field, value] of [
      ['temperature', 99],
      ['temperature', '1'],
      ['temperature', Number.NaN],
      ['topK', 1.5],
      ['topP', 0],
      ['minP', 2],
      ['maxNewTokens', 0],
      ['repetitionPenalty', -1],
      ['noRepeatNgramSize', 21],
      ['seed', -1],
      ['greedy', 'yes'],
      ['stop', 'text'],
      ['stop', ['']],
      ['stop', ['x'.repeat(101)]],
      ['stop', Array.from({ length: 9 }, String)],
      ['description', 7],
      ['question', ['a']],
      ['chat', null],
      ['chat', { user: 'A' }],
      ['chat', { user: 'A', assistant: 'A' }],
      ['chat', { user: 'A:', assistant: 'B' }],
    ] as const) {
      const problem = problemOf({ ...good, [field]: value });
      assert.ok(
        problem.kind === 'badValue' && problem.name === field,
        `${field} ${JSON.stringify(value)}`,
      );
      assert.notEqual(problem.expected, '');
    }
  });

  it('come from several places: of the same name the last one counts', () => {
    const builtIn = readPresets([good, { name: 'Other', template: 'b' }]).presets;
    const { presets, refused } = gatherPresets(
      builtIn,
      [
        { origin: 'settings', place: 'a setting', value: [{ name: 'Good', template: 'mine' }] },
        { origin: 'file', place: 'a.json', value: { name: 'no list' } },
        { origin: 'workspace', place: 'a setting', value: [{ name: 'New', template: 'n' }, 7] },
      ],
      Template,
    );
    assert.deepEqual(
      presets.map(({ name, template, origin }) => [name, template, origin]),
      [
        ['Good', 'mine', 'settings'],
        ['Other', 'b', 'builtIn'],
        ['New', 'n', 'workspace'],
      ],
    );
    assert.deepEqual(refused, [
      { origin: 'file', place: 'a.json', preset: null, problem: { kind: 'notAList' } },
      {
        origin: 'workspace',
        place: 'a setting',
        preset: '2',
        problem: { kind: 'notAnObject' },
      },
    ]);
  });

  it('of a workspace count only when it is trusted', () => {
    const places = { globalValue: [1], workspaceValue: [2] };
    const values = (trusted: boolean) =>
      settingSources('key', places, trusted).map(({ value }) => value);
    assert.deepEqual(values(true), [[1], [2]]);
    assert.deepEqual(values(false), [[1]]);
    assert.deepEqual(settingSources('key', {}, true), []);
  });
});
