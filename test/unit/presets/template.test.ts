import assert from 'node:assert/strict';
import { Template } from '@huggingface/jinja';
import fc from 'fast-check';
import type { PresetValues } from '../../../src/common/presets/preset';
import { readTemplate as readWith, type PromptTemplate } from '../../../src/host/presets/template';

const readTemplate = (source: string) => readWith(source, Template);
const none: PresetValues = { text: '', selection: '', paragraph: '', language: '', question: '' };

describe('prompt templates', () => {
  const good = (source: string): PromptTemplate => {
    const template = readTemplate(source);
    assert.ok(!('kind' in template), JSON.stringify(template));
    return template;
  };
  const fill = (source: string, values: Partial<PresetValues> = {}) =>
    good(source).render({ ...none, ...values });

  it('fill in variables, choose, filter and cut', () => {
    assert.equal(fill('{{ text }}\n\nTL;DR:', { text: 'A tale.' }), 'A tale.\n\nTL;DR:');
    assert.equal(fill('{{ selection or question }}!', { question: 'why' }), 'why!');
    assert.equal(fill('{% if selection %}a{% else %}b{% endif %}'), 'b');
    assert.equal(fill('{{ text | replace("\\n", " ") | upper }} =', { text: 'a\nb' }), 'A B =');
    assert.equal(fill('{{ text[:3] }}', { text: 'abcdef' }), 'abc');
    assert.equal(fill('{{ question | default("x", true) }}'), 'x');
  });

  it('keep a line break at the end, which means something in a prompt', () => {
    assert.equal(fill('1. One\n'), '1. One\n');
    assert.equal(fill('1. One\n\n'), '1. One\n\n');
  });

  it('say which variables they use, and no names that are none', () => {
    assert.deepEqual(
      [
        ...good('{{ text | trim }} {% if not question %}{{ language }}{% endif %}').variables,
      ].sort(),
      ['language', 'question', 'text'],
    );
    assert.equal(good('plain').variables.size, 0);
  });

  it('never read the text that is filled in as a template', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(fill('<{{ text }}>', { text }), `<${text}>`);
      }),
    );
    assert.equal(fill('{{ text }}', { text: '{{ 7 * 7 }}{% for' }), '{{ 7 * 7 }}{% for');
  });

  it('are refused when they are broken', () => {
    for (const source of ['{{ text', '{% if text %}', '{{ }}', '{{ text | }}', '{% endif %}']) {
      const problem = readTemplate(source);
      assert.ok('kind' in problem && problem.kind === 'broken', source);
      assert.notEqual(problem.reason, '');
    }
    // It parses, and fails when it is filled in.
    const typed = readTemplate('{{ text - 3 }}');
    assert.ok('kind' in typed && typed.kind === 'broken');
  });

  it('are refused when a variable is unknown', () => {
    assert.deepEqual(readTemplate('{{ texte }}'), { kind: 'unknownVariable', variable: 'texte' });
    assert.deepEqual(readTemplate('{% if a %}{% endif %}'), {
      kind: 'unknownVariable',
      variable: 'a',
    });
    assert.deepEqual(readTemplate('{{ text | replace("a", b) }}'), {
      kind: 'unknownVariable',
      variable: 'b',
    });
  });

  it('have no loops, macros, calls, properties and other filters', () => {
    for (const [source, part] of [
      ['{% for i in range(9999999999) %}{% endfor %}', 'For'],
      ['{{ range(9) }}', 'CallExpression'],
      ['{% macro m() %}{% endmacro %}', 'Macro'],
      ['{% set a = 1 %}', 'Set'],
      ['{{ text.strip() }}', 'CallExpression'],
      ['{{ text.length }}', 'MemberExpression'],
      ['{{ text | tojson }}', 'tojson'],
    ] as const) {
      assert.deepEqual(readTemplate(source), { kind: 'unsupported', part }, source);
    }
  });

  it('refuse to grow without bounds', () => {
    const template = good('{{ text | replace("a", text) }}');
    assert.throws(() => template.render({ ...none, text: 'a'.repeat(2_000) }), /characters/);
  });
});
