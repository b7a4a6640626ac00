import { Uri } from 'vscode';
import { Command } from '../../common/contributions';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import { exportPack, type ExportChoice } from './exportPack';
import { importPack, type ImportedPack } from './importPack';
import { PackDrop } from './packDrop';
import type { PackParts } from './packParts';
import { PackStorage } from './packStorage';

/** Models in one file: exports and imports them, and deletes what was imported with its model. */
export class PackFeature extends Disposables {
  constructor(
    private readonly parts: PackParts,
    private readonly errors: ErrorReporter,
  ) {
    super();
    this.add(new PackStorage(parts.storage, parts.installed));
    // The Models view hands over the model, programs an object, the palette nothing.
    this.add(
      registerReported(Command.exportPack, errors, (given) => exportPack(choice(given), parts)),
    );
    this.add(
      registerReported(Command.importPack, errors, (given) =>
        this.import(given instanceof Uri ? given : undefined),
      ),
    );
  }

  /** Folder that packs are unpacked to. */
  get storage(): Uri {
    return this.parts.storage;
  }

  import(file?: Uri): Promise<ImportedPack | undefined> {
    return importPack(file, this.parts);
  }

  /** What takes the packs that are dropped on a tree. */
  drop<T>(): PackDrop<T> {
    return new PackDrop((file) => this.import(file), this.errors);
  }
}

function choice(given: unknown): ExportChoice {
  if (typeof given !== 'object' || given === null) {
    return {};
  }
  return 'task' in given && 'id' in given ? { models: [String(given.id)] } : given;
}
