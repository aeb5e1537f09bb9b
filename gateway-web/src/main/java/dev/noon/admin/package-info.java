/**
 * The admin API: each resource reads parameters, calls control and formats what it says; nothing is
 * decided here. Everything but health asks for the administrator's token. Read {@link
 * dev.noon.admin.RevisionsResource} first.
 */
@NullMarked
package dev.noon.admin;

import org.jspecify.annotations.NullMarked;
