import { l10n, type CancellationToken } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { ViewModel } from '../../../common/protocol/views/view';
import type { ServerBackend } from './serverBackend';
import type { ServerRequest } from './serverRequest';
