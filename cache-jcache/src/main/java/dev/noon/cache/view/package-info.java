/**
 * What an operator may see of what the cache holds: entries, page by page, and sums. Nothing here serves a request or changes an
 * entry. Read {@link dev.noon.cache.view.CacheView} first.
 */
@NullMarked
package dev.noon.cache.view;

import org.jspecify.annotations.NullMarked;
