import assert from 'node:assert/strict';
import { findImpostor } from '../../../src/common/hub/impostor';
import { backOff, retryAfter } from '../../../src/common/hub/retryDelay';
import { secondsLeft, TransferMeter } from '../../../src/common/hub/transferMeter';

describe('the speed of a transfer', () => {
  it('is that of the last five seconds', () => {
    const meter = new TransferMeter(0);
    assert.equal(meter.speed(400), null);
    for (let at = 100; at <= 10_000; at += 100) meter.add(100, at);
    assert.equal(meter.speed(10_000), 1_000);
    for (let at = 10_100; at <= 16_000; at += 100) meter.add(300, at);
    assert.equal(meter.speed(16_000), 3_000);
  });

  it('falls to nothing when nothing comes', () => {
    const meter = new TransferMeter(0);
    meter.add(5_000, 1_000);
    assert.equal(meter.speed(1_000), 5_000);
    assert.equal(meter.speed(4_000), 1_250);
    assert.equal(meter.speed(60_000), 0);
  });

  it('keeps few samples however many pieces come', () => {
    const meter = new TransferMeter(0);
    for (let at = 0; at < 5_000; at++) meter.add(10, at);
    assert.ok(Math.abs((meter.speed(5_000) ?? 0) - 10_000) < 300);
  });

  it('gives the time that is left', () => {
    assert.equal(secondsLeft(3_000, 1_500), 2);
    assert.equal(secondsLeft(0, null), 0);
    assert.equal(secondsLeft(1, 0), null);
    assert.equal(secondsLeft(1, null), null);
  });
});

describe('the wait before another attempt', () => {
  it('doubles, is spread, and ends at thirty seconds', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 9].map((failures) => backOff(failures, 1)),
      [1_000, 2_000, 4_000, 8_000, 30_000],
    );
    assert.equal(backOff(3, 0), 2_000);
  });

  it('is what the server asks, in seconds or as a date of its own clock', () => {
    assert.equal(retryAfter('7', null), 7_000);
    const date = 'Wed, 21 Oct 2015 07:28:00 GMT';
    assert.equal(retryAfter(date, 'Wed, 21 Oct 2015 07:27:30 GMT'), 30_000);
    assert.equal(retryAfter(date, 'Wed, 21 Oct 2015 08:00:00 GMT'), 0);
    for (const text of [null, '', 'soon', '-1', date]) assert.equal(retryAfter(text, null), null);
  });
});

describe('what comes in place of a file', () => {
  const find = (path: string, text: string, type: string | null = null) =>
    findImpostor(path, Buffer.from(text), type);

  it('is recognised by its first bytes or its type', () => {
    assert.equal(find('a.onnx', '<!DOCTYPE html>\n<html>'), 'html');
    assert.equal(find('a.json', '  <html lang="de">'), 'html');
    assert.equal(find('a.json', '<?xml version="1.0"?>\n<!DOCTYPE html>'), 'html');
    assert.equal(find('a.json', '{}', 'text/html; charset=utf-8'), 'html');
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00';
    assert.equal(find('onnx/a.onnx_data', pointer), 'lfsPointer');
  });

  it('is not seen in what is the file', () => {
    assert.equal(find('config.json', '{"a":"<html>"}', 'text/plain'), null);
    assert.equal(find('README.md', '<html>\n# Title', 'text/plain'), null);
    assert.equal(find('README.md', '<!DOCTYPE html>', 'text/html'), 'html');
    assert.equal(findImpostor('a.onnx', new Uint8Array([8, 7, 0, 255]), null), null);
  });
});
