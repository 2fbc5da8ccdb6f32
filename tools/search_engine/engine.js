/* What the search of the site is made with: an index that ranks, and the stems of English words. */
export { default as MiniSearch } from "minisearch";
export { stemmer } from "stemmer";
