import assert from 'node:assert/strict';
import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { isTokenscopeError } from '../../../../src/common/errors';
import type {
  GeneratedToken,
  SamplingParams,
} from '../../../../src/common/protocol/model/completion';
import { decodeLoop, type CausalModel } from '../../../../src/workers/model/completion/decodeLoop';
import { PromptCache } from '../../../../src/workers/model/completion/promptCache';
import { TokenTexts } from '../../../../src/workers/model/models/tokenTexts';
import { openTokenizer } from '../../../../src/workers/tokenization/tokenizerFile';
import { greedySampling } from '../../../support/sampling';
import { bigramModel, type BigramModel } from '../../../support/tinyModels/bigramModel';

const greedy: SamplingParams = { ...greedySampling, maxNewTokens: 20 };

/** A model that writes these bytes after 'a', then the end-of-text token. */
function scripted(bytes: readonly number[], logit = 5): BigramModel {
  return bigramModel((id, byteId) => {
    const path = [0x61, ...bytes].map(byteId);
    const place = path.indexOf(id);
    return new Map(place === -1 ? [] : [[path[place + 1] ?? 0, logit]]);
  });
}

async function open(tiny: BigramModel): Promise<CausalModel> {
  const tokenizer = await openTokenizer(path.join(tiny.ref.folder, 'tokenizer.json'));
  return {
    session: await InferenceSession.create(path.join(tiny.ref.folder, 'onnx', 'model.onnx')),
    ref: tiny.ref,
    texts: new TokenTexts(tokenizer),
    endIds: new Set([tiny.endId]),
    prompts: new PromptCache(),
  };
}

describe('decodeLoop', () => {
  const made: BigramModel[] = [];

  async function run(
    tiny: BigramModel,
    params: Partial<SamplingParams>,
    cancelAfter = Infinity,
    prefix: readonly number[] = [],
  ) {
    made.push(tiny);
    const source = new CancellationTokenSource();
    const reported: GeneratedToken[] = [];
    const model = await open(tiny);
    const { tokens, stopReason } = await decodeLoop(
      model,
      {
        ids: [0x61, ...prefix].map((byte) => tiny.byteId(byte)),
        prefixIds: prefix.map((byte) => tiny.byteId(byte)),
      },
      { ...greedy, ...params },
      source.token,
      (token) => {
        reported.push(token);
        if (reported.length === cancelAfter) source.cancel();
      },
    );
    await model.session.release();
    return { tokens, stopReason, reported, text: tokens.map(({ chunk }) => chunk).join('') };
  }

  after(() => made.forEach((tiny) => tiny.dispose()));

  it('ends at the end-of-text token, which is not in the text', async () => {
    const { text, stopReason, tokens } = await run(scripted([...Buffer.from('bcd')]), {});
    assert.equal(text, 'bcd');
    assert.equal(stopReason, 'end');
    assert.equal(tokens.length, 3);
  });

  it('ends at the number of tokens', async () => {
    const { text, stopReason } = await run(scripted([...Buffer.from('bcd')]), { maxNewTokens: 2 });
    assert.equal(text, 'bc');
    assert.equal(stopReason, 'length');
  });

  it('ends at a stop string across tokens, and never shows a part of it', async () => {
    const model = scripted([...Buffer.from('bcdefg')]);
    const { text, stopReason, reported } = await run(model, { stop: ['ef'] });
    assert.equal(text, 'bcd');
    assert.equal(stopReason, 'stop');
    assert.equal(reported.map(({ chunk }) => chunk).join(''), 'bcd');
  });

  it('releases held text when the stop string does not come', async () => {
    for (const [params, expected] of [
      [{ stop: ['dx'] }, 'bcd'],
      [{ stop: ['dx'], maxNewTokens: 3 }, 'bcd'],
    ] as const) {
      const { text } = await run(scripted([...Buffer.from('bcd')]), params);
      assert.equal(text, expected);
    }
  });

  it('shows a character of several tokens once it is whole, and a broken one at the end', async () => {
    const { tokens, text } = await run(scripted([...Buffer.from('é😀'), 0xf0, 0x9f]), {
      maxNewTokens: 6,
    });
    assert.deepEqual(
      tokens.map(({ chunk }) => chunk),
      ['', 'é', '', '', '', '😀'],
    );
    assert.equal(text, 'é😀');
    const broken = await run(scripted([0x62, 0xe2, 0x82]), {});
    assert.equal(broken.text, 'b\ufffd');
    assert.equal(broken.stopReason, 'end');
    const cut = await run(scripted([0x62, 0xe2, 0x82]), { maxNewTokens: 2 });
    assert.equal(cut.text, 'b\ufffd');
  });

  it('goes on in the midst of a character, and of a stop string', async () => {
    const [first, ...others] = [...Buffer.from('😀')];
    const emoji = await run(scripted([first!, ...others, 0x62]), {}, Infinity, [first!]);
    assert.equal(emoji.text, '😀b');
    assert.ok(emoji.tokens.every(({ chunk }) => chunk.isWellFormed() && !chunk.includes('\ufffd')));
    const letters = [...Buffer.from('bcdefg')];
    const stopped = await run(scripted(letters), { stop: ['cde'] }, Infinity, letters.slice(0, 2));
    // The c was held back before: it could begin the stop string.
    assert.deepEqual([stopped.text, stopped.stopReason, stopped.tokens.length], ['', 'stop', 2]);
    const other = await run(scripted(letters), { stop: ['cdx'] }, Infinity, letters.slice(0, 2));
    assert.equal(other.text, 'cdefg');
    // One that is whole before does not count.
    const before = await run(scripted(letters), { stop: ['bc'] }, Infinity, letters.slice(0, 2));
    assert.equal(before.text, 'defg');
  });

  it('answers with what there is when cancelled', async () => {
    const { text, stopReason, tokens } = await run(scripted([...Buffer.from('bcdef')]), {}, 2);
    assert.equal(stopReason, 'cancelled');
    assert.equal(text, 'bc');
    assert.equal(tokens.length, 2);
  });

  it('gives the log-probabilities of the model, before and after processing', async () => {
    const { tokens } = await run(scripted([0x62]), { maxNewTokens: 1 });
    const [token] = tokens;
    // One logit of 5, 256 of -10.
    const expected = 5 - Math.log(Math.exp(5) + 256 * Math.exp(-10));
    assert.ok(Math.abs(token!.logProb - expected) < 2e-7);
    assert.equal(token!.sampledLogProb, 0);
    assert.equal(token!.alternatives.length, 5);
    assert.equal(token!.alternatives[0]!.id, token!.id);
    const penalised = await run(scripted([0x61], 0.5), {
      maxNewTokens: 1,
      greedy: false,
      topK: 1,
      repetitionPenalty: 1.5,
    });
    // The penalty does not touch the model's own value.
    const own = 0.5 - Math.log(Math.exp(0.5) + 256 * Math.exp(-10));
    assert.ok(Math.abs(penalised.tokens[0]!.logProb - own) < 2e-7);
    assert.equal(penalised.tokens[0]!.sampledLogProb, 0);
  });

  it('refuses logits that are not numbers, and names the model', async () => {
    for (const logit of [Number.NaN, Infinity]) {
      for (const params of [{}, { greedy: false }, { greedy: false, topK: 5, topP: 0.5 }]) {
        await assert.rejects(run(scripted([0x62], logit), params), (error) => {
          assert.ok(isTokenscopeError(error, 'NotNumbers'));
          return error.args.model === 'tiny-bigram';
        });
      }
    }
  });

  it('keeps what was told when the model fails in mid-text', async () => {
    const told: GeneratedToken[] = [];
    const tiny = scripted([...Buffer.from('bcdef')]);
    made.push(tiny);
    const model = await open(tiny);
    let runs = 0;
    const session = new Proxy(model.session, {
      get: (target, name) =>
        name === 'run'
          ? (feeds: InferenceSession.FeedsType) =>
              ++runs === 4 ? Promise.reject(new Error('std::bad_alloc')) : target.run(feeds)
          : (Reflect.get(target, name, target) as unknown),
    });
    await assert.rejects(
      decodeLoop(
        { ...model, session },
        { ids: [tiny.byteId(0x61)] },
        greedy,
        new CancellationTokenSource().token,
        (token) => told.push(token),
      ),
      (error) => isTokenscopeError(error, 'OutOfMemory') && error.args.model === 'tiny-bigram',
    );
    assert.equal(told.map(({ chunk }) => chunk).join(''), 'bcd');
    await model.session.release();
  });

  it('comes to its end when a stop string never does', async () => {
    const { text, stopReason, tokens } = await run(scripted([...Buffer.from('bcdefg')]), {
      maxNewTokens: 5,
      stop: ['never', 'g'],
    });
    assert.deepEqual([text, stopReason, tokens.length], ['bcdef', 'length', 5]);
  });
});
