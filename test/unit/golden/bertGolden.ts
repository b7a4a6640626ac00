import { readFileSync } from 'node:fs';
import path from 'node:path';
import type {
  GoldenLabel,
  GoldenMatrix,
  GoldenNextSentence,
  GoldenPll,
  GoldenTarget,
  GoldenToken,
  GoldenVector,
} from './goldenParts';

/**
 * `bert.json` as scripts/golden/make_bert.py writes it: natural logarithms, six decimals; positions
 * count tokens with `[CLS]` as 0, `cp_` positions code points; layers and heads count from 0.
 */
export interface BertGolden {
  readonly machine: {
    readonly made_by: string;
    readonly onnxruntime: string;
    readonly note: string;
    /** By path below the repository. */
    readonly sha256: Readonly<Record<string, string>>;
  };
  readonly sentences: readonly {
    readonly text: string;
    readonly ids: readonly number[];
    readonly masks: readonly {
      readonly position: number;
      readonly cp_start: number;
      readonly cp_end: number;
      readonly top: readonly GoldenToken[];
      readonly targets: readonly GoldenTarget[];
    }[];
  }[];
  readonly pll: readonly {
    readonly text: string;
    readonly ids: readonly number[];
    readonly tokens: readonly string[];
    /** Index of each token's word; null for special tokens, which are not scored. */
    readonly words: readonly (number | null)[];
    readonly scored: number;
    readonly original: GoldenPll;
    readonly word_l2r: GoldenPll;
  }[];
  readonly lpbs: readonly {
    readonly text: string;
    readonly attribute: string;
    /** Of the attribute. */
    readonly cp_start: number;
    readonly cp_end: number;
    readonly ids: readonly number[];
    /** With every token of the attribute masked. */
    readonly prior_ids: readonly number[];
    /** Of the target's mask, in both. */
    readonly position: number;
    readonly attribute_positions: readonly number[];
    readonly targets: readonly {
      readonly word: string;
      readonly id: number;
      readonly log_prob: number;
      readonly log_prob_prior: number;
      readonly assoc: number;
    }[];
    readonly lpbs: number;
  }[];
  readonly next_sentence: readonly {
    readonly first: string;
    readonly second: string;
    readonly forward: GoldenNextSentence;
    readonly reversed: GoldenNextSentence;
  }[];
  readonly rollout: {
    readonly by_hand: {
      /** [layers][heads][from][to]. */
      readonly attentions: readonly (readonly GoldenMatrix[])[];
      /** [layers][from][to]. */
      readonly with_residual: readonly GoldenMatrix[];
      readonly rollout: GoldenMatrix;
      /** What multiplying from the other side would give. */
      readonly in_the_wrong_order: GoldenMatrix;
    };
    readonly sentence: {
      readonly text: string;
      readonly ids: readonly number[];
      readonly shape: readonly number[];
      readonly weights: readonly {
        readonly layer: number;
        readonly head: number;
        readonly from: number;
        readonly to: number;
        readonly weight: number;
      }[];
      /** From `[CLS]`. */
      readonly first_row: readonly number[];
    };
  };
  readonly beam: readonly {
    readonly text: string;
    readonly ids: readonly number[];
    readonly positions: readonly number[];
    /** Ids and tokens of the masks, in their order in the text. */
    readonly filling: readonly number[];
    readonly tokens: readonly string[];
    /** Indices into `positions`, first filled first. */
    readonly order: readonly number[];
    readonly independent: number;
    readonly sequential: number;
    readonly pll: number;
  }[];
  readonly vectors: {
    readonly sentences: readonly GoldenVector[];
    readonly words: {
      readonly word: string;
      readonly occurrences: readonly (GoldenVector & {
        readonly cp_start: number;
        readonly cp_end: number;
        readonly positions: readonly number[];
      })[];
      readonly cosines: GoldenMatrix;
    };
  };
  readonly gpt2: readonly {
    readonly left: string;
    readonly next: string;
    /** `<|endoftext|>` first. */
    readonly left_ids: readonly number[];
    readonly next_ids: readonly number[];
    /** One for each of `next_ids`, and their sum. */
    readonly log_probs: readonly number[];
    readonly log_prob: number;
    readonly rank_first: number;
    readonly top: readonly GoldenToken[];
  }[];
  readonly sentiment: readonly (GoldenLabel & {
    readonly text: string;
    readonly ids: readonly number[];
  })[];
  readonly ner: readonly {
    readonly text: string;
    readonly ids: readonly number[];
    readonly words: readonly (GoldenLabel & {
      readonly word: string;
      readonly cp_start: number;
      readonly cp_end: number;
      /** Of the word's first piece, where the label is read. */
      readonly position: number;
    })[];
  }[];
  readonly crows: readonly {
    readonly sentences: readonly {
      readonly text: string;
      readonly ids: readonly number[];
      readonly shared_positions: readonly number[];
      readonly log_probs: readonly number[];
      readonly score: number;
    }[];
  }[];
}

/** The reference numbers. Tests run with the repository as working directory. */
export function readBertGolden(): BertGolden {
  const file = path.resolve('test', 'unit', 'golden', 'bert.json');
  return JSON.parse(readFileSync(file, 'utf8')) as BertGolden;
}
