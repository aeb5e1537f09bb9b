/**
 * The three audit logs read as one, and checked: revisions, operations and events, merged by time, filtered, page by
 * page, and their chains computed again. Nothing here writes, or knows JSON and HTTP. Read {@link
 * dev.noon.control.audit.Audit} first.
 */
@NullMarked
package dev.noon.control.audit;

import org.jspecify.annotations.NullMarked;
