import type { AddedToken, Component, TokenizerSpec } from '../tokenization/spec';
import type { OpenTokenizer } from '../tokenization/tokenizerFile';
import { avoidsAddedTokens, type PlaceTest } from './addedTokenPlaces';
import { bertInWordCuts, gpt2InWordCuts, type InWordCuts } from './inWordCuts';
import { sentencePieceBpeRule } from './sentencePieceBpe';
import { standApart } from './standApart';

/**
 * Where a text may be cut so that its pieces, encoded one by one, give the ids and offsets of the
 * whole text.
 */
export interface CutRule {
  /** Put before every piece but the first; its tokens are dropped again. */
  readonly lead: { readonly text: string; readonly tokens: number } | null;
  /**
   * Whether the text may be cut before the whitespace at `place`: a space, tab or line end stands
   * there, and neither whitespace nor a control character before it.
   */
  readonly beforeSpace: PlaceTest;
  /** Whether it may be cut between the two visible characters at `place`; null for never. */
  readonly inWord: PlaceTest | null;
}

/** The rule of a tokenizer, null when it is of a kind that is always encoded whole. */
export function cutRule(open: OpenTokenizer): CutRule | null {
  const { spec } = open;
  if (spec.addedTokens.some(spansCuts) || trimsFirstToken(spec)) {
    return null;
  }
  if (splitsAtWhitespace(open)) {
    const avoids = avoidsAddedTokens(spec.addedTokens, (token) => token.rightStrip);
    const splits = inWordCuts(spec);
    return {
      lead: null,
      beforeSpace: (text, place) => avoids(text, place) && standApart(text, place),
      inWord:
        splits &&
        ((text, place) =>
          splits(text.charAt(place - 1), text.charAt(place)) && avoids(text, place)),
    };
  }
  return isSentencePieceBpe(spec) ? sentencePieceBpeRule(open) : null;
}

/** Added tokens with whitespace in them, or that look at their neighbours, could lie across a cut. */
function spansCuts({ content, singleWord }: AddedToken): boolean {
  return singleWord || content === '' || /[\s\u0085▁]/.test(content);
}

/** This post-processor treats the first token of what it is given differently from the others. */
function trimsFirstToken(spec: TokenizerSpec): boolean {
  return spec.postProcessors.some(
    ({ type, ...settings }) =>
      (type === 'ByteLevel' || type === 'RobertaProcessing') &&
      settings['trim_offsets'] !== false &&
      settings['add_prefix_space'] !== false,
  );
}

/** BERT, GPT-2 and T5 split before each run of whitespace, whatever stands on either side. */
function splitsAtWhitespace({ spec, tokenizer }: OpenTokenizer): boolean {
  const { normalizers, preTokenizers, addedTokens } = spec;
  const strips = addedTokens.some((added) => added.leftStrip || added.rightStrip);
  if (normalizesAddedTokens(spec) && strips) {
    return false;
  }
  switch (kindOf(spec)) {
    case 'BertPreTokenizer':
      return normalizers.every(({ type }) => type === 'BertNormalizer');
    case 'ByteLevel':
      return normalizers.length === 0 && preTokenizers.every(isGpt2Split);
    case 'WhitespaceSplit,Metaspace':
      return (
        normalizers.every(({ type }) => type === 'Precompiled') &&
        keepsWhitespace(tokenizer) &&
        prependsAlways(preTokenizers[1])
      );
    default:
      return false;
  }
}

/** A table of another file than T5's could make letters of whitespace, or nothing. */
function keepsWhitespace(tokenizer: OpenTokenizer['tokenizer']): boolean {
  const normalizer = tokenizer.getNormalizer();
  return [' ', '\t', '\n', '\r'].every((space) =>
    /^\s+$/.test(normalizer?.normalizeString(space) ?? space),
  );
}

/**
 * Words of T5 are never cut: Unigram adds up scores from a word's start, and rounding decides between
 * two ways to split a word that score the same.
 */
function inWordCuts(spec: TokenizerSpec): InWordCuts | null {
  if (normalizesAddedTokens(spec)) {
    return null;
  }
  switch (kindOf(spec)) {
    case 'BertPreTokenizer':
      return bertInWordCuts(spec.normalizers);
    case 'ByteLevel':
      return gpt2InWordCuts;
    default:
      return null;
  }
}

/** Then other characters of the text could become such a token, unseen by the rule. */
function normalizesAddedTokens({ normalizers, addedTokens }: TokenizerSpec): boolean {
  return normalizers.length > 0 && addedTokens.some((added) => added.normalized);
}

function kindOf({ preTokenizers }: TokenizerSpec): string {
  return preTokenizers.map(({ type }) => type).join();
}

function isGpt2Split(byteLevel: Component): boolean {
  return byteLevel['use_regex'] !== false && byteLevel['add_prefix_space'] === false;
}

function prependsAlways(metaspace: Component | undefined): boolean {
  const scheme = metaspace?.['prepend_scheme'];
  return scheme === 'always' || (scheme === undefined && metaspace?.['add_prefix_space'] !== false);
}

/** Llama's kind, Phi-3's too: BPE over the whole text, whose spaces are `▁`, one put before it. */
function isSentencePieceBpe(spec: TokenizerSpec): boolean {
  const [prepend, replace, ...others] = spec.normalizers;
  return (
    spec.model.type === 'BPE' &&
    // Without it, neighbours outside the vocabulary may be joined into one unknown token.
    spec.model.byteFallback &&
    // These make a piece depend on where it stands in the text.
    spec.model.continuationPrefix === '' &&
    spec.model.wordEndSuffix === '' &&
    !spec.model.ignoresMerges &&
    spec.preTokenizers.length === 0 &&
    others.length === 0 &&
    prepend?.type === 'Prepend' &&
    prepend['prepend'] === '▁' &&
    replace?.type === 'Replace' &&
    replace['content'] === '▁' &&
    JSON.stringify(replace['pattern']) === '{"String":" "}' &&
    !spec.addedTokens.some((added) => added.normalized || added.leftStrip)
  );
}
