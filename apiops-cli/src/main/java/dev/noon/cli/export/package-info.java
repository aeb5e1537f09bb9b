/**
 * Definitions in force as files: where each stands and what it says, the same bytes every time.
 * Nothing here asks a manager.
 * Read {@link dev.noon.cli.export.DefinitionTree} first.
 */
@NullMarked
package dev.noon.cli.export;

import org.jspecify.annotations.NullMarked;
