import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

/** The runtime layers: a folder (the first match counts), and the layers and packages it may import. */
const layers = {
  common: { pattern: 'src/common', layers: ['common'], packages: ['vscode-jsonrpc'] },
  'host-node': {
    pattern: 'src/host/node',
    layers: ['common', 'host', 'host-node'],
    packages: ['vscode', 'vscode-jsonrpc', 'node:*', '@huggingface/hub', 'proper-lockfile'],
  },
  host: {
    pattern: 'src/host',
    layers: ['common', 'host'],
    packages: ['vscode', 'vscode-jsonrpc', 'openai', '@huggingface/jinja'],
  },
  workers: {
    pattern: 'src/workers',
    layers: ['common', 'workers'],
    packages: [
      'node:*',
      'vscode-jsonrpc',
      'tokenizers',
      'onnxruntime-node',
      '@huggingface/transformers',
      'pure-rand',
      'csv-parse',
      'csv-stringify',
      'yauzl',
      'yazl',
    ],
  },
  webview: {
    pattern: 'webview-ui',
    layers: ['common', 'webview'],
    packages: [
      '@vscode/l10n',
      'vscode-jsonrpc',
      'lit',
      '@vscode-elements/elements',
      '@lit-labs/virtualizer',
      'd3-*',
    ],
  },
  extension: {
    pattern: 'src',
    layers: ['common', 'host', 'host-node'],
    packages: ['vscode'],
  },
};

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', '.vscode-test', 'models', 'media'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'No default exports.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels.' },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'webview-ui/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': Object.entries(layers).map(([type, layer]) => ({
        type,
        pattern: layer.pattern,
      })),
      'import/resolver': {
        typescript: { project: 'tsconfig.json', noWarnOnMultipleProjects: true },
      },
    },
    rules: {
      'boundaries/no-unknown-dependencies': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          policies: Object.entries(layers).flatMap(([type, layer]) => [
            {
              from: { element: { type } },
              allow: { to: { element: { types: { anyOf: layer.layers } } } },
            },
            {
              from: { element: { type } },
              allow: { to: { module: { origin: ['external', 'core'], source: layer.packages } } },
            },
          ]),
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'fetch',
          'performance',
          'Buffer',
          'AbortController',
          'AbortSignal',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
