import { l10n } from 'vscode';
import { readPresets, type UsablePreset } from './readPresets';
import type { TemplateClass } from './template';

/**
 * Presets that come with Tokenscope. Those for summaries, translation and questions are the prompts of
 * Radford et al. (2019), "Language Models are Unsupervised Multitask Learners", sections 3.5-3.8.
 */
export function builtInPresets(templates: TemplateClass): readonly UsablePreset[] {
  const list = [
    {
      name: l10n.t('Creative Writing'),
      description: l10n.t('Goes on with a story, or begins one. What GPT-2 does best.'),
      question: l10n.t('With which sentence does the story begin?'),
      template: '{{ text or question }}',
      maxNewTokens: 120,
      temperature: 1,
      topK: 0,
      topP: 0.92,
    },
    {
      name: l10n.t('Blog Draft'),
      description: l10n.t(
        'A title, and a post below it. Names, numbers and quotations are made up.',
      ),
      question: l10n.t('What is the title of the post?'),
      template: '{{ question }}\n\n{% if selection %}{{ selection | trim }}{% endif %}',
      maxNewTokens: 200,
      temperature: 0.9,
    },
    {
      name: l10n.t('Social-Media Post'),
      description: l10n.t('One short post; run it several times and choose.'),
      question: l10n.t('What is the post about?'),
      template: 'What people posted today about {{ question }}:\n\n1. "',
      stop: ['"', '\n\n'],
      maxNewTokens: 60,
      temperature: 1,
      topP: 0.92,
    },
    {
      name: l10n.t('Chat'),
      description: l10n.t(
        'A conversation of several turns. GPT-2 was never trained to answer: it imitates a dialogue.',
      ),
      template: 'A curious user talks with a helpful and friendly assistant.',
      chat: { user: 'User', assistant: 'Assistant' },
      maxNewTokens: 60,
      temperature: 0.7,
    },
    {
      name: l10n.t('Outline'),
      description: l10n.t('Points of an essay, as many as it comes to.'),
      question: l10n.t('What is the essay about?'),
      template: 'An essay about {{ question }}\n\nOutline:\n\n1. Introduction\n2.',
      stop: ['\n\n\n'],
      maxNewTokens: 100,
      temperature: 0.7,
    },
    {
      name: l10n.t('Summary (TL;DR)'),
      description: l10n.t(
        'The prompt of the GPT-2 paper, with top-k 2: little better there than three random sentences.',
      ),
      template: '{{ text }}\n\nTL;DR:',
      maxNewTokens: 100,
      temperature: 1,
      topK: 2,
      topP: 1,
      repetitionPenalty: 1,
    },
    {
      name: l10n.t('Translation (English to French)'),
      description: l10n.t(
        'By examples, as in the paper, where the largest GPT-2 got 5 BLEU; change them for another language.',
      ),
      template: [
        'good morning = bonjour',
        'where is the station? = où est la gare ?',
        'the book is on the table = le livre est sur la table',
        '{{ text | replace("\\n", " ") }} =',
      ],
      stop: ['\n'],
      greedy: true,
      maxNewTokens: 60,
      repetitionPenalty: 1,
    },
    {
      name: l10n.t('Code'),
      description: l10n.t('Looks like code. Read it before you run it: nothing checked it.'),
      question: l10n.t('What does the code do?'),
      template: [
        '{{ language }} code that does the following: {{ question }}',
        '',
        '```{{ language }}',
        '{{ selection }}',
      ],
      stop: ['```'],
      maxNewTokens: 120,
      temperature: 0.4,
    },
    {
      name: l10n.t('Question Answering'),
      description: l10n.t(
        'Answers from the text, or from memory where there is none: often fluent and false.',
      ),
      question: l10n.t('What do you want to know?'),
      template: [
        '{{ text }}',
        '',
        'Q: Is this a question about the text above?',
        'A: Yes.',
        'Q: {{ question }}',
        'A:',
      ],
      stop: ['\n'],
      greedy: true,
      maxNewTokens: 40,
      repetitionPenalty: 1,
    },
  ];
  return readPresets(list, templates).presets;
}
