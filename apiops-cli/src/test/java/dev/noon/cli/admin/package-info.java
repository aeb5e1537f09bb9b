/**
 * Which files are read and what they are called.
 * No manager takes part.
 * Read {@link dev.noon.cli.admin.DefinitionFilesTest} first.
 */
@NullMarked
package dev.noon.cli.admin;

import org.jspecify.annotations.NullMarked;
