import assert from 'node:assert/strict';
import { Template } from '@huggingface/jinja';
import { readFileSync } from 'node:fs';
import { samplingLimits, stopLimits } from '../../../src/common/decoding/limits';
import { readPresets as readWith } from '../../../src/host/presets/readPresets';

const readPresets = (list: readonly unknown[]) => readWith(list, Template);
interface Property {
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  maxItems?: number;
  items?: { maxLength?: number };
}
interface Schema {
  items: { properties: Record<string, Property> };
}

interface Manifest {
  contributes: {
    jsonValidation: { url: string }[];
    configuration: { properties: Record<string, object> }[];
  };
}

describe('the schema of presets', () => {
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
  const schema = read('schemas/presets.schema.json') as Schema;
  const { properties } = schema.items;
  const { contributes } = read('package.json') as Manifest;

  it('is one for the setting and for files', () => {
    const setting = contributes.configuration.find(
      (each) => 'tokenscope.presets' in each.properties,
    )?.properties['tokenscope.presets'] as Schema;
    assert.deepEqual(setting.items, schema.items);
    assert.equal(contributes.jsonValidation[0]?.url, './schemas/presets.schema.json');
  });

  it('has the properties that presets have, with their ranges', () => {
    const entry = { name: 'A', template: 'b' };
    for (const name of Object.keys(properties)) {
      const [problem] = readPresets([{ ...entry, [name]: [[]] }]).problems;
      assert.notEqual(problem?.problem.kind, 'unknownProperty', name);
    }
    for (const [name, { minimum, maximum }] of Object.entries(samplingLimits)) {
      const property = properties[name];
      assert.ok(property, name);
      assert.equal(property.maximum, maximum, name);
      assert.ok(property.minimum === minimum || property.exclusiveMinimum === 0, name);
    }
    assert.equal(properties['stop']?.maxItems, stopLimits.count);
    assert.equal(properties['stop'].items?.maxLength, stopLimits.length);
  });
});
