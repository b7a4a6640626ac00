import { stylePage } from '../shared/page';
import './app';

stylePage();
