import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import {
  Color,
  Command,
  ContextKey,
  extensionId,
  Setting,
  Submenu,
  Tool,
  View,
  Walkthrough,
} from '../../src/common/contributions';
import { bundledTokenizers } from '../../src/common/models/tokenizerCatalog';

interface Manifest {
  name: string;
  publisher: string;
  icon: string;
  main: string;
  types: string;
  engines: { vscode: string };
  activationEvents: string[];
  enabledApiProposals?: unknown;
  devDependencies: Record<string, string>;
  contributes: {
    commands: { command: string; title: string }[];
    configuration: { properties: Record<string, { scope?: string }> }[];
    colors: { id: string; defaults: Record<string, string> }[];
    viewsContainers: Record<'activitybar' | 'panel', { id: string; icon: string }[]>;
    submenus: { id: string }[];
    views: Record<string, { id: string }[]>;
    menus: Record<string, { command?: string; submenu?: string; when: string }[]>;
    keybindings: { command: string; key: string; when: string }[];
    languageModelTools: {
      name: string;
      modelDescription: string;
      inputSchema: { properties: { tokenizer: object & { description: string } } };
    }[];
    walkthroughs: { id: string; steps: { media: { image: string } }[] }[];
  };
}

describe('the manifest', () => {
  let text: string;
  let manifest: Manifest;
  let strings: Record<string, string>;

  before(async () => {
    text = await readFile('package.json', 'utf8');
    manifest = JSON.parse(text) as Manifest;
    strings = JSON.parse(await readFile('package.nls.json', 'utf8')) as Record<string, string>;
  });

  const same = (actual: Iterable<string>, expected: Iterable<string>): void =>
    assert.deepEqual([...actual].sort(), [...expected].sort());

  it('has the commands, settings, colours and views of contributions.ts, and no others', () => {
    const { contributes } = manifest;
    same(
      contributes.commands.map(({ command }) => command),
      Object.values(Command),
    );
    same(
      contributes.configuration.flatMap(({ properties }) => Object.keys(properties)),
      Object.values(Setting),
    );
    same(
      contributes.colors.map(({ id }) => id),
      Object.values(Color),
    );
    same(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [View.container],
    );
    same(
      contributes.viewsContainers.panel.map(({ id }) => id),
      [View.laboratoryContainer],
    );
    const { container, laboratoryContainer, ...views } = View;
    same(Object.keys(contributes.views), [container, laboratoryContainer]);
    same(
      Object.values(contributes.views).flatMap((each) => each.map(({ id }) => id)),
      Object.values(views),
    );
    same(
      contributes.submenus.map(({ id }) => id),
      Object.values(Submenu),
    );
    same(
      contributes.walkthroughs.map(({ id }) => id),
      Object.values(Walkthrough),
    );
    same(
      contributes.languageModelTools.map(({ name }) => name),
      Object.values(Tool),
    );
    assert.equal(`${manifest.publisher}.${manifest.name}`, extensionId);
  });

  it('names the tokenizers of the catalog to language models, and lets them name others', () => {
    const ids = bundledTokenizers.map(({ id }) => id);
    for (const { modelDescription, inputSchema } of manifest.contributes.languageModelTools) {
      const { tokenizer } = inputSchema.properties;
      same(Object.keys(tokenizer), ['type', 'description']);
      for (const text of [modelDescription, tokenizer.description]) {
        assert.deepEqual(
          ids.filter((id) => !text.includes(id)),
          [],
        );
      }
    }
  });

  it('takes programs, folders and addresses from the machine, never from a workspace', () => {
    const settings = new Map(
      manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties)),
    );
    for (const key of [
      ...[Setting.hubEndpoint, Setting.hubCache],
      ...[Setting.workOffline, Setting.runtime],
    ]) {
      assert.equal(settings.get(key)?.scope, 'machine', key);
    }
  });

  it('uses only its own commands in menus and key bindings', () => {
    const commands = new Set<string>(Object.values(Command));
    const submenus = new Set<string>(Object.values(Submenu));
    for (const { command, submenu } of Object.values(manifest.contributes.menus).flat()) {
      const known = command === undefined ? submenus.has(submenu ?? '') : commands.has(command);
      assert.ok(known, command ?? submenu);
    }
    for (const { command } of manifest.contributes.keybindings) {
      assert.ok(commands.has(command), command);
    }
  });

  it('uses exactly its own context keys in conditions', () => {
    const used = new Set(
      [...text.matchAll(/"when": "([^"]*)"/g)].flatMap(([, when]) =>
        [...(when ?? '').matchAll(/tokenscope\.\w+(?![\w/.)])/g)].map(([key]) => key),
      ),
    );
    for (const view of Object.values(View)) {
      used.delete(view);
    }
    same(used, Object.values(ContextKey));
  });

  it('shows palette entries only where they apply', () => {
    const hidden = manifest.contributes.menus['commandPalette'] ?? [];
    assert.ok(hidden.every(({ when }) => when !== ''));
  });

  it('has all its strings in package.nls.json, and no others', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    same(new Set(used), Object.keys(strings));
  });

  it('gives every colour for light, dark and both high contrasts', () => {
    for (const { id, defaults } of manifest.contributes.colors) {
      same(Object.keys(defaults), ['dark', 'light', 'highContrast', 'highContrastLight']);
      assert.ok(
        Object.values(defaults).every((value) => /^#([\da-f]{6}|[\da-f]{8})$/i.test(value)),
        id,
      );
    }
  });

  it('names only files that exist', () => {
    const { contributes, icon } = manifest;
    const files = [
      icon,
      ...contributes.viewsContainers.activitybar.map((container) => container.icon),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image)),
    ];
    for (const file of files) {
      assert.ok(existsSync(file), file);
    }
  });

  it('needs no proposed API, and the VS Code that its types describe', () => {
    assert.equal(manifest.enabledApiProposals, undefined);
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
  });
});
