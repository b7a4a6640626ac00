import { contextShift, type Two } from '../../../common/protocol/model/contextShift';
import {
  shiftTop,
  type ContextShiftForm,
  type ContextShiftView,
} from '../../../common/protocol/views/laboratory/contextShift';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabTool } from '../labTool';
import { continuationsIn, contextShiftInputAt, type ContextShiftInput } from './contextShiftInput';
import { contextShiftNotices } from './contextShiftNotices';
import {
  continuationsTable,
  continuationTokensTable,
  nextTokensTable,
  shiftTable,
} from './contextShiftTable';

/** "Two Prompts": how far the expectations of a causal model differ after two prompts. */
export function contextShiftTool(
  registry: ModelRegistry,
): LabTool<ContextShiftInput, ContextShiftForm, ContextShiftView> {
  return {
    id: 'contextShift',
    emptyForm: { second: '', continuation: '' },
    read: contextShiftInputAt,
    async run(input, form, context) {
      const model = registry.forTask('text-generation');
      const [first, other] = input.prompts;
      const prompts: Two<string> = [first?.text ?? '', other?.text ?? form.second.trim()];
      const read = await context.request(contextShift, model, {
        prompts,
        continuations: continuationsIn(form.continuation),
        topK: shiftTop,
      });
      const { ids, candidates, jsdBits, entropyBits, continuations, facts } = read;
      return {
        result: { prompts, ids, candidates, jsdBits, entropyBits, continuations },
        notices: contextShiftNotices(input, form, read),
        facts: [facts],
        models: [model],
      };
    },
    part: (_, { prompts }, index) => {
      const prompt = prompts[index];
      return prompt ? { start: prompt.start, end: prompt.start + prompt.text.length } : null;
    },
    table: shiftTable,
    moreTables: (result) => [
      nextTokensTable(result),
      ...(result.continuations.length === 0
        ? []
        : [continuationsTable(result), continuationTokensTable(result)]),
    ],
    shown: (result) =>
      result.continuations.length > 1 ? continuationsTable(result) : nextTokensTable(result),
    python: async (result, model) =>
      (await import('./contextShiftPython')).contextShiftPython(result, model),
    method: ({ continuations }) =>
      `the Jensen-Shannon divergence (Lin 1991), in bits over the whole vocabulary, of the next-token distributions after two prompts${ratios(continuations.length)}`,
  };
}

function ratios(continuations: number): string {
  switch (continuations) {
    case 0:
      return '';
    case 1:
      return ', and the log-probability ratio of a continuation,';
    default:
      return `, and the log-probability ratios of ${continuations} continuations,`;
  }
}
