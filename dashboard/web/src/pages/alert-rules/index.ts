export { AlertRulesPage } from './rules-page';
