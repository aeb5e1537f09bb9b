/**
 * The way to the admin API: definitions read from files, one HTTP client, answers and refusals as values.
 * Nothing here prints.
 * Read {@link dev.noon.cli.admin.AdminClient} first.
 */
@NullMarked
package dev.noon.cli.admin;

import org.jspecify.annotations.NullMarked;
