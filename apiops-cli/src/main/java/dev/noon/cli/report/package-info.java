/**
 * The API's JSON as text for people: plans, receipts, problems with their source lines, YAML.
 * Nothing here fetches anything.
 * Read {@link dev.noon.cli.report.ApplyReport} first.
 */
@NullMarked
package dev.noon.cli.report;

import org.jspecify.annotations.NullMarked;
