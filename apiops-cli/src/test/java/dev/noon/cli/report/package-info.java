/**
 * Text for people, checked word for word.
 * No manager and no process takes part.
 * Read {@link dev.noon.cli.report.FieldPathTest} first.
 */
@NullMarked
package dev.noon.cli.report;

import org.jspecify.annotations.NullMarked;
